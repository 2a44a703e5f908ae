package dev.keyporter.proxy.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.LimitKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What requests of a process take, against the same counted anew at each step. */
class MeterTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** A request, as the test remembers it. */
  private static final class Known {
    final Use use;
    final long since;
    BigDecimal amount;
    boolean runs = true;

    Known(Use use, long since) {
      this.use = use;
      this.since = since;
      this.amount = use.amount;
    }
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatIsHeldAndWhatStillCounts(LimitKind kind) {
    var random = new Random(14);
    Meter meter = Meter.of(kind);
    var known = new ArrayList<Known>();
    var budget = new Budget(new UUID(0, 1), kind, Instant.EPOCH);
    long now = Long.MAX_VALUE - 30 * MINUTE; // The clock's numbers may wrap around.
    for (int step = 0; step < 3000; step++) {
      now += random.nextLong(MINUTE / 20);
      List<Known> running = known.stream().filter(one -> one.runs).toList();
      if (running.isEmpty() || random.nextInt(3) > 0) {
        var use = new Use(budget, BigDecimal.valueOf(1 + random.nextInt(50)), now);
        known.add(new Known(use, now));
        meter.begin(use);
      } else {
        Known ended = running.get(random.nextInt(running.size()));
        ended.amount = BigDecimal.valueOf(random.nextInt(80));
        ended.runs = false;
        meter.end(ended.use, ended.amount);
      }
      assertEquals(expected(kind, known, now), meter.inUse(now), "step " + step);
    }
  }

  private static BigDecimal expected(LimitKind kind, List<Known> known, long now) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Known one : known) {
      boolean counts =
          switch (kind.count()) {
            case SPEND -> true;
            case SLIDING -> now - one.since < MINUTE;
            case RUNNING -> one.runs;
          };
      sum = counts ? sum.add(one.amount) : sum;
    }
    return sum;
  }

  @Test
  void tellsWhenEnoughIsFree() {
    var meter = new Meter.Sliding();
    var budget = new Budget(new UUID(0, 1), LimitKind.TOKENS_PER_MINUTE, Instant.EPOCH);
    long second = Duration.ofSeconds(1).toNanos();
    meter.begin(new Use(budget, BigDecimal.valueOf(10), 0));
    meter.begin(new Use(budget, BigDecimal.valueOf(5), 10 * second));
    meter.begin(new Use(budget, BigDecimal.valueOf(7), 20 * second));

    assertEquals(30_000, meter.millisUntilFree(BigDecimal.valueOf(10), 30 * second));
    assertEquals(40_000, meter.millisUntilFree(BigDecimal.valueOf(11), 30 * second));
    assertEquals(50_000, meter.millisUntilFree(BigDecimal.valueOf(22), 30 * second));
    assertTrue(meter.millisUntilFree(BigDecimal.valueOf(23), 30 * second) > 0);
  }
}
