package dev.keyporter.proxy.limit;

import dev.keyporter.model.limit.LimitKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Adds up what requests of this process take of one limit. */
sealed interface Meter {
  /** One for a kind of limit. */
  static Meter of(LimitKind kind) {
    return switch (kind.count()) {
      case SPEND -> new Spent();
      case SLIDING -> new Sliding();
      case RUNNING -> new Running();
    };
  }

  /** What is taken at a time in nanoseconds: by those that run, and by those that still count. */
  BigDecimal inUse(long now);

  void begin(Use use);

  /**
   * A request has ended.
   *
   * @param actual what it took; 0 where it was not sent after all
   */
  void end(Use use, BigDecimal actual);

  /** A request that runs takes so much more. */
  void grow(Use use, BigDecimal more);

  /** After how many milliseconds so much more is free of what is taken here; at least 1. */
  long millisUntilFree(BigDecimal amount, long now);

  /** Money: what was spent stays spent. */
  final class Spent implements Meter {
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal held = BigDecimal.ZERO;

    @Override
    public BigDecimal inUse(long now) {
      return spent.add(held);
    }

    @Override
    public void begin(Use use) {
      held = held.add(use.amount);
    }

    @Override
    public void end(Use use, BigDecimal actual) {
      held = held.subtract(use.amount);
      spent = spent.add(actual);
    }

    @Override
    public void grow(Use use, BigDecimal more) {
      held = held.add(more);
      use.amount = use.amount.add(more);
    }

    /** Counts what no request here holds. */
    void add(BigDecimal amount) {
      spent = spent.add(amount);
    }

    boolean isHeld() {
      return held.signum() != 0;
    }

    @Override
    public long millisUntilFree(BigDecimal amount, long now) {
      return 1;
    }
  }

  /** What counts for 60 seconds from its beginning. */
  final class Sliding implements Meter {
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    private final Deque<Use> uses = new ArrayDeque<>();
    private BigDecimal sum = BigDecimal.ZERO;

    @Override
    public BigDecimal inUse(long now) {
      while (!uses.isEmpty() && now - uses.getFirst().since >= WINDOW) {
        Use lapsed = uses.removeFirst();
        sum = sum.subtract(lapsed.amount);
        lapsed.amount = BigDecimal.ZERO;
      }
      return sum;
    }

    @Override
    public void begin(Use use) {
      uses.addLast(use);
      sum = sum.add(use.amount);
    }

    @Override
    public void end(Use use, BigDecimal actual) {
      // One that lapsed while it ran does not count again.
      if (use.amount.signum() != 0) {
        sum = sum.subtract(use.amount).add(actual);
        use.amount = actual;
      }
    }

    @Override
    public void grow(Use use, BigDecimal more) {
      if (use.amount.signum() != 0) {
        sum = sum.add(more);
        use.amount = use.amount.add(more);
      }
    }

    @Override
    public long millisUntilFree(BigDecimal amount, long now) {
      BigDecimal freed = BigDecimal.ZERO;
      for (Use use : uses) {
        freed = freed.add(use.amount);
        if (freed.compareTo(amount) >= 0) {
          long nanos = use.since + WINDOW - now;
          return Math.max(1, Duration.ofNanos(nanos + 999_999).toMillis());
        }
      }
      return Duration.ofSeconds(1).toMillis();
    }
  }

  /** What counts while it runs. */
  final class Running implements Meter {
    private BigDecimal running = BigDecimal.ZERO;

    @Override
    public BigDecimal inUse(long now) {
      return running;
    }

    @Override
    public void begin(Use use) {
      running = running.add(use.amount);
    }

    @Override
    public void end(Use use, BigDecimal actual) {
      running = running.subtract(use.amount);
    }

    @Override
    public void grow(Use use, BigDecimal more) {
      throw new UnsupportedOperationException("One request does not become several.");
    }

    @Override
    public long millisUntilFree(BigDecimal amount, long now) {
      return Duration.ofSeconds(1).toMillis();
    }
  }
}
