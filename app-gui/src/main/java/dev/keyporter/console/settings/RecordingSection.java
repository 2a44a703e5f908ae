package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.Retention;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** How long bodies and rows are kept. */
final class RecordingSection {
  private final Texts texts = Texts.of(RecordingSection.class);
  private final Workspace workspace;
  private final Loader<Retention> loader;
  private final Parent view;

  @FXML private TextField bodyDays;
  @FXML private TextField rowDays;
  @FXML private Feedback feedback;

  RecordingSection(Workspace workspace) {
    this.workspace = workspace;
    this.loader = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    loader
        .load()
        .subscribe(
            load -> {
              Retention retention = load.shown();
              if (retention != null) {
                bodyDays.setText(text(retention.bodyDays()));
                rowDays.setText(text(retention.rowDays()));
              }
            });
  }

  void refresh() {
    loader.load(workspace.database().settings()::retention);
  }

  private static String text(@Nullable Integer days) {
    return days == null ? "" : days.toString();
  }

  private static @Nullable Integer days(TextField field) {
    String typed = field.getText().strip();
    return typed.isEmpty() ? null : Integer.valueOf(typed);
  }

  @FXML
  private void apply() {
    Retention wanted;
    try {
      wanted = new Retention(days(bodyDays), days(rowDays));
    } catch (NumberFormatException _) {
      feedback.bad(texts.text("recording.days.none"));
      return;
    } catch (IllegalArgumentException e) {
      feedback.bad(String.valueOf(e.getMessage()));
      return;
    }
    feedback.busy(texts.text("saving"));
    workspace
        .background()
        .run(
            () -> workspace.database().settings().setRetention(wanted),
            _ -> feedback.good(texts.text("saved")),
            failure -> feedback.bad(Failure.of(failure)));
  }

  @FXML
  private void openOrganizations() {
    workspace.navigator().go(Place.of(ScreenName.ORGANIZATIONS));
  }
}
