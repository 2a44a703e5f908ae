package dev.keyporter.console.inspector;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events that one line stands for: one, or a run of deltas that add to the same. */
record EventGroup(List<StreamEvent> events) {
  EventGroup {
    events = List.copyOf(events);
  }

  StreamEvent first() {
    return events.getFirst();
  }

  boolean isRun() {
    return events.size() > 1;
  }

  /** The words of a run. */
  String text() {
    return events.stream()
        .map(StreamEvent::delta)
        .filter(delta -> delta != null)
        .collect(Collectors.joining());
  }

  /** From its first event to its last. */
  Optional<Duration> span() {
    Duration from = first().time();
    Duration to = events.getLast().time();
    return from == null || to == null ? Optional.empty() : Optional.of(to.minus(from));
  }

  /** How many of its events came in a second. */
  Optional<BigDecimal> perSecond() {
    return span()
        .filter(span -> span.toMillis() > 0)
        .map(
            span ->
                BigDecimal.valueOf((events.size() - 1) * 1000L)
                    .divide(BigDecimal.valueOf(span.toMillis()), 0, RoundingMode.HALF_UP));
  }
}
