package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Choices;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Chooses one organization, or all; remembered. */
public final class OrganizationChoice {
  private final Texts texts = Texts.of(OrganizationChoice.class);
  private final ComboBox<Option> box = new ComboBox<>();
  private final Preferences preferences;
  private final String preference;
  private Runnable changed = () -> {};
  private boolean filling;

  /**
   * A choice.
   *
   * @param preference under which it is remembered
   */
  public OrganizationChoice(Preferences preferences, String preference) {
    this.preferences = preferences;
    this.preference = preference;
    box.setId("organization-filter");
    box.getStyleClass().add("kp-organization-choice");
    box.setAccessibleText(texts.text("organization.filter"));
    box.setConverter(converter());
    box.setButtonCell(buttonCell());
    box.setVisibleRowCount(12);
    box.getItems().setAll(new Option(null, texts.text("organization.all")));
    box.getSelectionModel().selectFirst();
    box.valueProperty().addListener((_, _, option) -> chosen(option));
  }

  private record Option(@Nullable OrganizationId id, String name) {}

  private static StringConverter<Option> converter() {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable Option option) {
        return option == null ? "" : option.name;
      }

      @Override
      public @Nullable Option fromString(String text) {
        return null;
      }
    };
  }

  private static ListCell<Option> buttonCell() {
    return new ListCell<>() {
      {
        setGraphic(Icons.of("fth-briefcase", IconSize.STATE));
      }

      @Override
      protected void updateItem(@Nullable Option option, boolean empty) {
        super.updateItem(option, empty);
        setText(option == null ? "" : option.name);
      }
    };
  }

  private void chosen(@Nullable Option option) {
    if (!filling && option != null) {
      if (option.id == null) {
        preferences.remove(preference);
      } else {
        preferences.set(preference, option.id);
      }
      changed.run();
    }
  }

  public ComboBox<?> view() {
    return box;
  }

  public void onChange(Runnable action) {
    changed = action;
  }

  /** The one chosen; null for all. */
  public @Nullable OrganizationId chosen() {
    return box.getValue() == null ? null : box.getValue().id;
  }

  public void chooseAll() {
    box.getSelectionModel().selectFirst();
  }

  /** Offers these; the one chosen before, or remembered, stays chosen while it is among them. */
  public void offer(List<Organization> organizations) {
    var options = new ArrayList<Option>();
    options.add(box.getItems().getFirst());
    organizations.forEach(one -> options.add(new Option(one.id(), one.name())));
    if (options.equals(box.getItems())) {
      return;
    }
    String kept = preferences.text(preference).orElse("");
    filling = true;
    Choices.offer(
        box,
        options,
        options.stream()
            .filter(option -> Objects.toString(option.id, "").equals(kept))
            .findFirst()
            .orElse(options.getFirst()));
    filling = false;
    changed.run();
  }
}
