package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Labelled fields, a button that does something with them, and what went wrong beside it. */
public final class Form {
  private final Background background;
  private final VBox fields = new VBox();
  private final Label error = new Label();
  private final Button submit;
  private final Button cancel;
  private final HBox buttons;

  /**
   * An empty form.
   *
   * @param verb names the button by what it does
   */
  public Form(Background background, String verb) {
    this.background = background;
    fields.getStyleClass().add("kp-form");
    error.setId("form-error");
    error.getStyleClass().add("danger");
    error.setGraphic(Icons.of("fth-alert-circle", IconSize.STATE));
    error.setWrapText(true);
    error.setMinHeight(Region.USE_PREF_SIZE);
    error.managedProperty().bind(error.visibleProperty());
    error.setVisible(false);
    fields.getChildren().add(error);
    submit = new Button(verb);
    submit.setId("form-submit");
    submit.getStyleClass().add("accent");
    submit.setDefaultButton(true);
    submit.setMinWidth(Region.USE_PREF_SIZE);
    cancel = new Button(Texts.of(Form.class).text("cancel"));
    cancel.setId("form-cancel");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    buttons = new HBox(submit, cancel);
    buttons.getStyleClass().add("kp-form-buttons");
  }

  /** Adds a field under its label. */
  public Form field(String name, Region control) {
    return field(name, control, "");
  }

  /** Adds a field under its label, with a word on what belongs there. */
  public Form field(String name, Region control, String hint) {
    var label = new Label(name);
    label.setLabelFor(control);
    control.setMaxWidth(Double.MAX_VALUE);
    var column = new VBox(label, control);
    column.getStyleClass().add("kp-field");
    if (!hint.isEmpty()) {
      var words = new Label(hint);
      words.getStyleClass().add("kp-secondary");
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
      column.getChildren().add(words);
      control.setAccessibleHelp(hint);
    }
    column.managedProperty().bind(column.visibleProperty());
    column.visibleProperty().bind(control.visibleProperty());
    return add(column);
  }

  /** Adds something else. */
  public Form add(Node node) {
    fields.getChildren().add(fields.getChildren().size() - 1, node);
    return this;
  }

  /**
   * Says what the button does.
   *
   * @param read takes what stands in the fields, on JavaFX's thread; what it gives may block
   * @param done gets the result, on JavaFX's thread
   */
  public <T> void onSubmit(Supplier<Callable<T>> read, Consumer<T> done) {
    submit.setOnAction(
        _ -> {
          error.setVisible(false);
          try {
            Callable<T> task = read.get();
            submit.setDisable(true);
            background.run(
                task,
                result -> {
                  submit.setDisable(false);
                  done.accept(result);
                },
                this::failed);
          } catch (IllegalArgumentException e) {
            failed(e);
          }
        });
  }

  public void onCancel(Runnable action) {
    cancel.setOnAction(_ -> action.run());
  }

  private void failed(Exception exception) {
    submit.setDisable(false);
    Failure failure = Failure.of(exception);
    error.setText(failure.what() + " " + failure.next());
    error.setVisible(true);
  }

  /** Forgets what went wrong before. */
  public void clearError() {
    error.setVisible(false);
  }

  /** The style sheet of what is around a form. */
  static String styles() {
    return Objects.requireNonNull(Form.class.getResource("Form.css")).toExternalForm();
  }

  Region fields() {
    return fields;
  }

  Region buttons() {
    return buttons;
  }
}
