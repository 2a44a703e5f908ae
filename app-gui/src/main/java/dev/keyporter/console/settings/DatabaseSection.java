package dev.keyporter.console.settings;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.SettingLine;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseCheck;
import dev.keyporter.db.engine.DatabaseSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;

/** Where the data is, and a database elsewhere instead of the file. */
final class DatabaseSection {
  private final Texts texts = Texts.of(DatabaseSection.class);
  private final Workspace workspace;
  private final Parent view;
  private final ToggleGroup kind = new ToggleGroup();

  /** Null until it is known. */
  private @Nullable Toggle inUse;

  @FXML private Label directory;
  @FXML private CopyButton copyDirectory;
  @FXML private RadioButton embedded;
  @FXML private RadioButton postgres;
  @FXML private SettingLine urlLine;
  @FXML private PasswordField url;
  @FXML private Button test;
  @FXML private Button save;
  @FXML private Feedback feedback;
  @FXML private Button exchange;

  DatabaseSection(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    KeyExchange.install(workspace, exchange, feedback);
    Path data = workspace.dataDirectory();
    directory.setText(data.toString());
    copyDirectory.setContent(data.toString());
    embedded.setToggleGroup(kind);
    postgres.setToggleGroup(kind);
    urlLine.managedProperty().bind(urlLine.visibleProperty());
    urlLine.visibleProperty().bind(postgres.selectedProperty());
    test.managedProperty().bind(test.visibleProperty());
    test.visibleProperty().bind(postgres.selectedProperty());
    kind.selectedToggleProperty().subscribe(_ -> compare());
    url.textProperty().subscribe(_ -> compare());
    workspace
        .background()
        .run(this::isPostgres, this::showKind, failure -> feedback.bad(Failure.of(failure)));
  }

  private boolean isPostgres() {
    return workspace.database().embeddedBytes().isEmpty();
  }

  private void showKind(boolean isPostgres) {
    inUse = isPostgres ? postgres : embedded;
    kind.selectToggle(isPostgres ? postgres : embedded);
    url.setPromptText(texts.text(isPostgres ? "database.url.set" : "database.url.example"));
  }

  /** There is something to save only where something was changed. */
  private void compare() {
    feedback.clear();
    boolean isTyped = postgres.isSelected() && !url.getText().isBlank();
    boolean isBack = embedded.isSelected() && postgres.equals(inUse);
    save.setDisable(!isTyped && !isBack);
    test.setDisable(!isTyped);
  }

  @FXML
  private void test() {
    check(
        "database.testing",
        () -> DatabaseCheck.run(settings()),
        found ->
            feedback.good(
                texts.text("database.tested", found.version(), Figures.duration(found.latency()))));
  }

  /**
   * Only a database that answers is taken: the next start must not end in front of a closed door.
   */
  @FXML
  private void save() {
    if (embedded.isSelected()) {
      check(
          "database.saving",
          () -> {
            DatabaseSettings.forget(data());
            return true;
          },
          _ -> feedback.good(texts.text("database.saved")));
    } else {
      check(
          "database.testing",
          () -> {
            DatabaseCheck.Found found = DatabaseCheck.run(settings());
            DatabaseSettings.remember(data(), url.getText().strip());
            return found;
          },
          _ -> feedback.good(texts.text("database.saved")));
    }
  }

  private DataDirectory data() {
    return DataDirectory.open(workspace.dataDirectory());
  }

  private DatabaseSettings.Postgres settings() {
    return new DatabaseSettings.Postgres(workspace.dataDirectory(), url.getText().strip());
  }

  private <T> void check(String words, Callable<T> task, Consumer<T> done) {
    feedback.busy(texts.text(words));
    test.setDisable(true);
    save.setDisable(true);
    workspace
        .background()
        .run(
            task,
            result -> {
              release();
              done.accept(result);
            },
            failure -> {
              release();
              Failure said = Failure.of(failure);
              feedback.bad(
                  postgres.isSelected()
                      ? new Failure(said.what(), texts.text("database.refused.next"))
                      : said);
            });
  }

  private void release() {
    test.setDisable(false);
    save.setDisable(false);
  }
}
