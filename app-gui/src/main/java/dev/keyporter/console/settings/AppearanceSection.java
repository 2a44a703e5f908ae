package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Language;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.theme.Appearance;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.console.workspace.Workspace;
import java.util.Locale;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.util.StringConverter;

/** Light or dark, how large, in which language. */
final class AppearanceSection {
  private final Texts texts = Texts.of(AppearanceSection.class);
  private final Workspace workspace;
  private final Parent view;

  @FXML private ToggleButton system;
  @FXML private ToggleButton light;
  @FXML private ToggleButton dark;
  @FXML private Slider textSize;
  @FXML private Label textSizeShown;
  @FXML private ChoiceBox<String> language;
  @FXML private Label restart;

  AppearanceSection(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    Theme theme = workspace.theme();
    Map<Appearance, ToggleButton> buttons =
        Map.of(Appearance.SYSTEM, system, Appearance.LIGHT, light, Appearance.DARK, dark);
    var group = new ToggleGroup();
    buttons.forEach(
        (appearance, button) -> {
          button.setToggleGroup(group);
          button.setOnAction(
              _ -> {
                group.selectToggle(button);
                theme.appearanceProperty().set(appearance);
              });
        });
    theme.appearanceProperty().subscribe(now -> group.selectToggle(buttons.get(now)));

    textSize.setMin(Theme.MIN_TEXT);
    textSize.setMax(Theme.MAX_TEXT);
    textSize.setValue(theme.textSizeProperty().get());
    textSize
        .valueProperty()
        .subscribe(
            value -> {
              int size = (int) Math.round(value.doubleValue());
              textSizeShown.setText(texts.text("appearance.textSize.shown", size));
              theme.textSizeProperty().set(size);
            });
    chooseLanguage();
  }

  private void chooseLanguage() {
    language.getItems().setAll(Language.ALL);
    language.setConverter(new LanguageName());
    language.setValue(workspace.preferences().text(Language.PREFERENCE).orElse(Language.SYSTEM));
    restart.setVisible(false);
    restart.managedProperty().bind(restart.visibleProperty());
    language
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, chosen) -> {
              workspace.preferences().set(Language.PREFERENCE, chosen);
              restart.setVisible(true);
            });
  }

  /** Languages in their own names. */
  private final class LanguageName extends StringConverter<String> {
    @Override
    public String toString(String tag) {
      if (tag == null || tag.equals(Language.SYSTEM)) {
        return texts.text("appearance.language.system");
      }
      Locale locale = Locale.of(tag);
      return locale.getDisplayLanguage(locale);
    }

    @Override
    public String fromString(String name) {
      throw new UnsupportedOperationException("Nobody types here.");
    }
  }
}
