package dev.keyporter.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The failures nobody foresaw in the window. One that comes back with every frame is said once a
 * minute, and the window is built anew only so often.
 */
final class Mishaps {
  private static final Logger LOG = Logger.getLogger(Mishaps.class.getName());
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final int REMEMBERED = 50;
  private static final int PLACES = 5;
  private static final int MOST_RENEWALS = 3;

  private static final class Known {
    private Instant said;
    private int since;

    Known(Instant said) {
      this.said = said;
    }
  }

  private final Clock clock;
  private final Deque<Instant> renewals = new ArrayDeque<>();
  private final Map<String, Known> knownByKind =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  Mishaps(Clock clock) {
    this.clock = clock;
  }

  /** Puts a failure into the log, unless the same was put there within the last minute. */
  boolean log(Throwable failure) {
    Instant now = clock.instant();
    Known known = knownByKind.get(kind(failure));
    if (known != null && known.said.plus(SILENCE).isAfter(now)) {
      known.since++;
      return false;
    }
    String again =
        known == null || known.since == 0 ? "" : " The same came " + known.since + " times.";
    LOG.log(Level.SEVERE, "Something in the window failed." + again, failure);
    knownByKind.put(kind(failure), new Known(now));
    return true;
  }

  /** Where it comes from. The JVM leaves out the places of one that comes very often. */
  private static String kind(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure.getClass().getName()
        + Arrays.toString(Arrays.copyOf(trace, Math.min(PLACES, trace.length)));
  }

  /**
   * Whether a failure left the window unable to lay itself out: JavaFX's parents that were at it
   * never do so again.
   */
  static boolean brokeLayout(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0
        || Arrays.stream(trace)
            .map(StackTraceElement::getClassName)
            .anyMatch(
                name ->
                    name.equals("javafx.scene.Parent")
                        || name.startsWith("javafx.scene.Scene$ScenePulseListener"));
  }

  /** Whether the window may be built anew; not where that did not help. */
  boolean mayRenew() {
    Instant now = clock.instant();
    renewals.removeIf(then -> then.plus(SILENCE).isBefore(now));
    if (renewals.size() >= MOST_RENEWALS) {
      return false;
    }
    renewals.add(now);
    return true;
  }
}
