package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Texts texts = Texts.of(RatingRow.class);
  private final Workspace workspace;
  private final Parent view;
  private @Nullable RequestSummary request;

  /** As it is in the database, or on its way there. */
  private int savedValue;

  private String savedFeedback = "";

  /** As the field, which has one line, shows it. */
  private String savedText = "";

  private boolean isWriting;

  /** Rises with each beginning and end of writing, so that what was read before is told apart. */
  private final AtomicInteger writings = new AtomicInteger();

  private Background.@Nullable Work following;

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

  /**
   * Shows what is thought of a request, and follows it until {@link #leave}; what was typed for the
   * one before it is saved.
   */
  void show(RequestDetail detail) {
    leave();
    RequestId id = detail.summary().id();
    request = detail.summary();
    known(detail.rating());
    error.setVisible(false);
    following =
        workspace
            .background()
            .repeat(
                PAUSE,
                () -> new Seen(writings.get(), workspace.database().ratings().find(id)),
                this::noticed,
                _ -> {});
    view.setDisable(detail.summary().duration() == null && detail.summary().httpStatus() == null);
  }

  /** What was on record at some moment between two writings. */
  private record Seen(int writings, Optional<Rating> rating) {}

  /** Takes over what was thought elsewhere, unless something is under way here. */
  private void noticed(Seen seen) {
    if (!isWriting && isSaved() && seen.writings == writings.get()) {
      known(seen.rating.orElse(null));
    }
  }

  private void known(@Nullable Rating rating) {
    known(
        rating == null ? 0 : rating.value(),
        rating == null ? "" : Objects.requireNonNullElse(rating.feedback(), ""));
  }

  private void known(int value, String words) {
    savedValue = value;
    good.setSelected(value > 0);
    bad.setSelected(value < 0);
    if (!words.equals(savedFeedback) || !isSaved()) {
      savedFeedback = words;
      feedback.setText(words);
      savedText = feedback.getText().strip();
    }
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
    return feedback.getText().strip().equals(savedText);
  }

  private void choose(ToggleButton button, int value) {
    if (button.isSelected()) {
      rate(value, feedback.getText().strip());
      feedback.requestFocus();
    } else {
      remove();
    }
  }

  /** Goes out of view: follows nothing more, and saves what was typed. */
  void leave() {
    if (following != null) {
      following.cancel();
      following = null;
    }
    save();
  }

  /** Saves words that were typed and not yet sent. */
  private void save() {
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
    begin();
    known(value, words);
    workspace
        .background()
        .run(
            () -> {
              write.accept(database);
              return true;
            },
            _ -> {
              end();
              error.setVisible(false);
              state();
            },
            failure -> {
              end();
              if (Objects.equals(written, request)) {
                known(valueBefore, wordsBefore);
                feedback.setText(words);
                Failure said = Failure.of(failure);
                error.setText(said.what() + " " + said.next());
                error.setVisible(true);
              }
            });
  }

  private void begin() {
    isWriting = true;
    writings.incrementAndGet();
  }

  private void end() {
    isWriting = false;
    writings.incrementAndGet();
  }
}
