package dev.keyporter.console.listing;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Under a list: that something in it wants to be looked at, and a way to see only that. */
public final class NeedStrip extends HBox {
  private final Texts texts = Texts.of(NeedStrip.class);
  private final Label words = new Label();
  private final Hyperlink link = new Hyperlink();
  private boolean isOnly;

  public NeedStrip() {
    getStyleClass().addAll("kp-strip", "kp-list-need");
    words.getStyleClass().add("kp-secondary");
    words.setGraphic(Icons.of("fth-info", IconSize.STATE));
    words.setMinWidth(0);
    link.getStyleClass().add("kp-secondary-link");
    link.setMinWidth(USE_PREF_SIZE);
    managedProperty().bind(visibleProperty());
    getChildren().addAll(words, link);
    showAll();
  }

  /** Says what the link does after the choice has changed. */
  void onChange(Runnable changed) {
    link.setOnAction(
        _ -> {
          choose(!isOnly);
          changed.run();
        });
  }

  /** Shows what wants to be looked at; away where nothing does. */
  void show(String need) {
    words.setText(need);
    setVisible(!need.isEmpty());
  }

  /** Whether only that is wanted. */
  boolean isOnly() {
    return isOnly;
  }

  void showAll() {
    choose(false);
  }

  private void choose(boolean only) {
    isOnly = only;
    link.setText(texts.text(only ? "need.all" : "need.only"));
  }
}
