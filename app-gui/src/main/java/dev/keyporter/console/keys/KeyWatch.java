package dev.keyporter.console.keys;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells whether a key needs a look, now and after each change, as long as the window lives. */
public final class KeyWatch {
  private static final Logger LOG = Logger.getLogger(KeyWatch.class.getName());

  private final Workspace workspace;
  private final Consumer<Boolean> told;

  /**
   * Not watching yet.
   *
   * @param told gets the answer, on JavaFX's thread
   */
  public KeyWatch(Workspace workspace, Consumer<Boolean> told) {
    this.workspace = workspace;
    this.told = told;
  }

  /** Tells it now, and again whenever it may have changed. */
  public void start() {
    workspace.database().changes().listen(() -> Background.show(this::look));
    look();
  }

  private void look() {
    workspace
        .background()
        .run(
            this::needsLook,
            told,
            failure -> LOG.log(Level.WARNING, "The keys' states are not known.", failure));
  }

  private boolean needsLook() {
    Database database = workspace.database();
    return new KeyLines(
            database.organizations().list(),
            List.of(),
            database.providerKeys().all(),
            database.providerKeys().unreadable(),
            Map.of())
        .lines().stream().anyMatch(line -> line.state().needsLook());
  }
}
