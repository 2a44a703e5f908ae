package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Thumbs and words for one answer, saved where they stand. */
final class RatingRow {
  private final Texts texts = Texts.of(RatingRow.class);
  private final Workspace workspace;
  private final Parent view;
  private @Nullable RequestSummary request;

  /** As it is in the database, or on its way there. */
  private int savedValue;

  private String savedFeedback = "";
  private boolean isWriting;

  @FXML private ToggleButton good;
  @FXML private ToggleButton bad;
  @FXML private TextField feedback;
  @FXML private Label saved;
  @FXML private Button remove;
  @FXML private Label error;

  RatingRow(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    good.setTooltip(new Tooltip(texts.text("rate.good")));
    bad.setTooltip(new Tooltip(texts.text("rate.bad")));
    remove.setTooltip(new Tooltip(texts.text("rate.remove")));
    remove.managedProperty().bind(remove.visibleProperty());
    saved.managedProperty().bind(saved.visibleProperty());
    error.managedProperty().bind(error.visibleProperty());
    good.setOnAction(_ -> choose(good, 1));
    bad.setOnAction(_ -> choose(bad, -1));
    feedback.setOnAction(_ -> save());
    feedback
        .focusedProperty()
        .subscribe(
            isFocused -> {
              if (!isFocused) {
                save();
              }
            });
    feedback.textProperty().subscribe(_ -> state());
  }

  Parent view() {
    return view;
  }

  /** Shows what was thought of a request; what was typed for the one before it is saved. */
  void show(RequestDetail detail) {
    save();
    request = detail.summary();
    Rating rating = detail.rating();
    known(
        rating == null ? 0 : rating.value(),
        rating == null ? "" : Objects.requireNonNullElse(rating.feedback(), ""));
    error.setVisible(false);
    view.setDisable(detail.summary().duration() == null && detail.summary().httpStatus() == null);
  }

  private void known(int value, String words) {
    savedValue = value;
    savedFeedback = words;
    good.setSelected(value > 0);
    bad.setSelected(value < 0);
    feedback.setText(words);
    state();
  }

  private void state() {
    boolean isRated = savedValue != 0;
    remove.setVisible(isRated);
    // Words stand with a thumb; a disabled field would be too faint to say what it is for.
    feedback.setEditable(isRated);
    feedback.setFocusTraversable(isRated);
    saved.setVisible(isRated && !isWriting);
    saved.setText(texts.text(isSaved() ? "rate.saved" : "rate.unsaved"));
  }

  private boolean isSaved() {
    return feedback.getText().strip().equals(savedFeedback);
  }

  private void choose(ToggleButton button, int value) {
    if (button.isSelected()) {
      rate(value, feedback.getText().strip());
      feedback.requestFocus();
    } else {
      remove();
    }
  }

  /** Saves words that were typed and not yet sent. */
  void save() {
    if (savedValue != 0 && !isSaved()) {
      rate(savedValue, feedback.getText().strip());
    }
  }

  private void rate(int value, String words) {
    if (request == null) {
      return;
    }
    String fitting =
        words.length() > Rating.MAX_FEEDBACK ? words.substring(0, Rating.MAX_FEEDBACK) : words;
    var rating =
        new Rating(
            request.id(),
            request.organizationId(),
            request.userId(),
            value,
            fitting.isEmpty() ? null : fitting,
            workspace.times().clock().instant());
    write(database -> database.ratings().rate(rating), value, fitting);
  }

  @FXML
  private void remove() {
    if (request != null) {
      var id = request.id();
      write(database -> database.ratings().remove(id), 0, "");
    }
  }

  private void write(Consumer<Database> write, int value, String words) {
    RequestSummary written = request;
    int valueBefore = savedValue;
    String wordsBefore = savedFeedback;
    Database database = workspace.database();
    isWriting = true;
    known(value, words);
    workspace
        .background()
        .run(
            () -> {
              write.accept(database);
              return true;
            },
            _ -> {
              isWriting = false;
              error.setVisible(false);
              state();
            },
            failure -> {
              isWriting = false;
              if (Objects.equals(written, request)) {
                known(valueBefore, wordsBefore);
                feedback.setText(words);
                Failure said = Failure.of(failure);
                error.setText(said.what() + " " + said.next());
                error.setVisible(true);
              }
            });
  }
}
