package dev.keyporter.console.shell;

import dev.keyporter.console.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How the system is doing now.
 *
 * @param perMinute requests that arrived in the last minute, in any process; 1000 at most
 * @param databaseBytes size of the embedded database; empty with another one
 */
record Vitals(int inFlight, int perMinute, OptionalLong databaseBytes) {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Measures now; blocks. */
  static Vitals measure(Workspace workspace) {
    Instant since = workspace.times().clock().instant().minus(WINDOW);
    return new Vitals(
        workspace.proxy().inFlight(),
        workspace.database().requests().countSince(since),
        workspace.database().embeddedBytes());
  }
}
