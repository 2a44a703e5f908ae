package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ObservableLongValue;
import javafx.css.PseudoClass;
import org.jspecify.annotations.Nullable;

/** How long a request took; of one that goes on, how long it has been running. */
final class DurationCell extends RequestCell {
  private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

  private final Clock clock;
  private @Nullable RequestSummary running;

  /**
   * @param ticks changes a few times a second while there is something running in view
   */
  DurationCell(Clock clock, ObservableLongValue ticks) {
    this.clock = clock;
    ticks.addListener((_, _, _) -> tick());
  }

  @Override
  void show(RequestSummary request) {
    boolean isRunning = request.status() == RequestStatus.PENDING;
    running = isRunning ? request : null;
    pseudoClassStateChanged(RUNNING, isRunning);
    if (isRunning) {
      tick();
    } else {
      setText(Figures.duration(request.duration()));
    }
  }

  @Override
  void clear() {
    running = null;
    pseudoClassStateChanged(RUNNING, false);
  }

  private void tick() {
    if (running != null) {
      Duration soFar = Duration.between(running.createdAt(), Instant.now(clock));
      setText(soFar(soFar.isNegative() ? Duration.ZERO : soFar));
    }
  }

  /** Tenths of seconds: more would only flicker. */
  private static String soFar(Duration duration) {
    return duration.toMinutes() > 0
        ? Figures.duration(duration)
        : Figures.seconds(BigDecimal.valueOf(duration.toMillis() / 100, 1));
  }
}
