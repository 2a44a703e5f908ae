package dev.keyporter.console.tokens;

import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.refusal.RevokedUse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells whether a revoked token is in use, now and then, as long as the window lives. */
public final class TokenWatch {
  private static final Logger LOG = Logger.getLogger(TokenWatch.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Workspace workspace;
  private final Consumer<Boolean> told;

  /**
   * Not watching yet.
   *
   * @param told gets the answer, on JavaFX's thread
   */
  public TokenWatch(Workspace workspace, Consumer<Boolean> told) {
    this.workspace = workspace;
    this.told = told;
  }

  /** Tells it now, and again every few seconds. */
  public void start() {
    workspace
        .background()
        .repeat(
            PAUSE,
            this::needsLook,
            told,
            failure -> LOG.log(Level.WARNING, "The tokens' misuse is not known.", failure));
  }

  private boolean needsLook() {
    Instant since = workspace.times().clock().instant().minus(RevokedUse.RECENT);
    return !workspace.database().refusals().revokedInUse(since).isEmpty();
  }
}
