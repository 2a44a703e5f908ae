package dev.keyporter.model.usage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void tellsPercentilesWithinOneAndAHalfPercent() {
    var random = new Random(7);
    var durations = new ArrayList<Duration>();
    var histogram = new LatencyHistogram.Builder();
    for (int i = 0; i < 10_000; i++) {
      Duration duration = Duration.ofNanos((long) (1e3 * Math.exp(25 * random.nextDouble())));
      durations.add(duration);
      histogram.add(duration);
    }
    Collections.sort(durations);
    for (double share : new double[] {0.0001, 0.01, 0.5, 0.95, 0.999, 1}) {
      double exact = durations.get((int) Math.ceil(share * durations.size()) - 1).toNanos();
      double told = histogram.build().quantile(share).orElseThrow().toNanos();
      assertEquals(exact, told, Math.max(exact / 62, 1000));
    }
  }

  @Test
  void partsAddUpToTheWhole() {
    var random = new Random(8);
    var whole = new LatencyHistogram.Builder();
    LatencyHistogram sum = LatencyHistogram.EMPTY;
    for (int i = 0; i < 200; i++) {
      Duration duration = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 45)));
      whole.add(duration);
      sum = sum.plus(of(duration));
    }
    assertEquals(whole.build(), sum);
    assertEquals(200, sum.count());
  }

  @Test
  void isReadAsItWasWritten() {
    LatencyHistogram histogram =
        of(Duration.ZERO, Duration.ofNanos(999), Duration.ofMillis(3), Duration.ofDays(400));
    assertEquals(histogram, LatencyHistogram.decode(histogram.encode()));
    assertArrayEquals(new byte[0], LatencyHistogram.EMPTY.encode());
    assertEquals(LatencyHistogram.EMPTY, LatencyHistogram.decode(new byte[0]));
  }

  @Test
  void addsWhatIsEncodedWithoutReadingItFirst() {
    LatencyHistogram first = of(Duration.ofSeconds(2), Duration.ofMillis(1));
    LatencyHistogram second = of(Duration.ofMinutes(2), Duration.ofNanos(5000));
    assertEquals(
        first.plus(second),
        new LatencyHistogram.Builder().add(first.encode()).add(second.encode()).build());
  }

  @Test
  void takesFewBytes() {
    var histogram = new LatencyHistogram.Builder();
    var random = new Random(9);
    for (int i = 0; i < 100_000; i++) {
      histogram.add(Duration.ofMillis(random.nextInt(200, 60_000)));
    }
    assertTrue(of(Duration.ofSeconds(3)).encode().length <= 4);
    assertTrue(histogram.build().encode().length < 1000);
  }

  @Test
  void countsNegativeDurationsAsZeroAndTheLongestAsLong() {
    assertEquals(Optional.of(Duration.ZERO), of(Duration.ofSeconds(-5)).quantile(0.5));
    assertTrue(
        of(Duration.ofDays(365_000)).quantile(1).orElseThrow().compareTo(Duration.ofDays(350_000))
            > 0);
    assertEquals(Optional.empty(), LatencyHistogram.EMPTY.quantile(0.5));
  }

  @Test
  void refusesWhatItDidNotWrite() {
    for (byte[] bytes :
        List.of(new byte[] {2}, new byte[] {1, 3}, new byte[] {1, 3, 0}, new byte[] {1, -1})) {
      assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.decode(bytes));
    }
  }

  private static LatencyHistogram of(Duration... durations) {
    var histogram = new LatencyHistogram.Builder();
    for (Duration duration : durations) {
      histogram.add(duration);
    }
    return histogram.build();
  }
}
