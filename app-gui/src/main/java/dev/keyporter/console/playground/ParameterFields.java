package dev.keyporter.console.playground;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.playground.ParameterForm.Field;
import dev.keyporter.proxy.client.Parameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;

/** Which model, and how: the parameters that have a field of their own. */
final class ParameterFields {
  private final Texts texts = Texts.of(ParameterFields.class);
  private final ToggleGroup efforts = new ToggleGroup();
  private final Parent view;

  @FXML private ComboBox<String> model;
  @FXML private Label modelNote;
  @FXML private Hyperlink askForModels;
  @FXML private TextArea instructions;
  @FXML private Label effortNote;
  @FXML private ToggleButton low;
  @FXML private ToggleButton medium;
  @FXML private ToggleButton high;
  @FXML private TextField maxOutputTokens;
  @FXML private Label maxOutputTokensWrong;
  @FXML private TextField temperature;
  @FXML private Label temperatureWrong;
  @FXML private TextField topP;
  @FXML private Label topPWrong;
  @FXML private ToggleSwitch stream;

  /**
   * Fields as they were last time.
   *
   * @param onChange called when any of them changes
   */
  ParameterFields(Remembered remembered, Runnable onChange) {
    this.view = View.load(this);
    model.getEditor().setText(remembered.model());
    choose(remembered.effort());
    maxOutputTokens.setText(remembered.maxOutputTokens());
    temperature.setText(remembered.temperature());
    topP.setText(remembered.topP());
    stream.setSelected(remembered.isStreamed());
    efforts.selectedToggleProperty().subscribe(_ -> onChange.run());
    for (TextInputControl field :
        List.of(model.getEditor(), instructions, maxOutputTokens, temperature, topP)) {
      field.textProperty().subscribe(_ -> onChange.run());
    }
    stream.selectedProperty().subscribe(_ -> onChange.run());
  }

  @FXML
  private void initialize() {
    for (var node : List.of(askForModels, maxOutputTokensWrong, temperatureWrong, topPWrong)) {
      node.managedProperty().bind(node.visibleProperty());
    }
    low.setUserData("low");
    medium.setUserData("medium");
    high.setUserData("high");
    efforts.getToggles().addAll(low, medium, high);
  }

  Parent view() {
    return view;
  }

  String modelName() {
    return model.getEditor().getText().strip();
  }

  /** Called when the provider is to be asked for its models. */
  void onAskForModels(Runnable action) {
    askForModels.setOnAction(_ -> action.run());
  }

  /**
   * Offers models.
   *
   * @param note where they are from
   * @param mayAsk whether the provider can be asked for its own list
   */
  void offer(List<String> models, String note, boolean mayAsk) {
    String typed = model.getEditor().getText();
    Choices.suggest(
        model, models, typed.isBlank() && !models.isEmpty() ? Standing.first(models) : typed);
    modelNote.setText(note);
    askForModels.setVisible(mayAsk);
  }

  /**
   * What is typed.
   *
   * @param more parameters without a field of their own
   */
  ParameterForm form(String more) {
    Toggle effort = efforts.getSelectedToggle();
    return new ParameterForm(
        model.getEditor().getText(),
        Objects.requireNonNullElse(instructions.getText(), ""),
        effort == null ? null : (String) effort.getUserData(),
        maxOutputTokens.getText(),
        temperature.getText(),
        topP.getText(),
        more,
        stream.isSelected());
  }

  /** Takes over the parameters of a recorded request. */
  void fill(Parameters parameters) {
    Choices.write(model, parameters.model());
    instructions.setText(parameters.instructions());
    choose(Objects.requireNonNullElse(parameters.effort(), ""));
    Long tokens = parameters.maxOutputTokens();
    maxOutputTokens.setText(tokens == null ? "" : Long.toString(tokens));
    temperature.setText(text(parameters.temperature()));
    topP.setText(text(parameters.topP()));
    stream.setSelected(parameters.streamed());
  }

  private static String text(@Nullable BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  private void choose(String effort) {
    efforts.selectToggle(
        efforts.getToggles().stream()
            .filter(toggle -> effort.equals(toggle.getUserData()))
            .findFirst()
            .orElse(null));
  }

  /** Shows where something wrong was typed, and what is not sent. */
  void mark(Set<Field> wrong) {
    WrongField.mark(maxOutputTokens, maxOutputTokensWrong, wrong.contains(Field.MAX_OUTPUT_TOKENS));
    WrongField.mark(temperature, temperatureWrong, wrong.contains(Field.TEMPERATURE));
    WrongField.mark(topP, topPWrong, wrong.contains(Field.TOP_P));
    effortNote.setText(efforts.getSelectedToggle() == null ? texts.text("notSent") : "");
  }
}
