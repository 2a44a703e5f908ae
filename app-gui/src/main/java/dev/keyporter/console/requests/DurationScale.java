package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What a full duration bar stands for: the same for all rows, so that they can be compared, and
 * long enough for most of them. It only changes in steps, or the bars would never be still.
 */
final class DurationScale {
  private static final long[] SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600};

  private final ReadOnlyObjectWrapper<Duration> full =
      new ReadOnlyObjectWrapper<>(Duration.ofSeconds(10));

  ReadOnlyObjectProperty<Duration> full() {
    return full.getReadOnlyProperty();
  }

  /** Fits nineteen of twenty of the rows; a longer one fills its bar. */
  void fit(Collection<RequestRow> rows) {
    long[] millis =
        rows.stream()
            .map(row -> row.request().duration())
            .mapToLong(duration -> duration == null ? -1 : duration.toMillis())
            .filter(duration -> duration >= 0)
            .sorted()
            .toArray();
    if (millis.length > 0) {
      long most = millis[(int) ((millis.length - 1) * 0.95)];
      full.set(
          Arrays.stream(SECONDS)
              .filter(seconds -> seconds * 1000 >= most)
              .mapToObj(Duration::ofSeconds)
              .findFirst()
              .orElse(Duration.ofSeconds(SECONDS[SECONDS.length - 1])));
    }
  }

  /** The share of a full bar. */
  double share(Duration duration) {
    return Math.clamp((double) duration.toMillis() / full.get().toMillis(), 0, 1);
  }

  /** The share of the time until the answer began. */
  double firstShare(RequestSummary request) {
    Duration first = request.timeToFirstByte();
    return first == null ? 0 : share(first);
  }
}
