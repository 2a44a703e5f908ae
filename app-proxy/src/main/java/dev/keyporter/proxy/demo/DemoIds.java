package dev.keyporter.proxy.demo;

import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids in OpenAI's form that sort by the time they were made. */
final class DemoIds {
  private static final int RANDOM_BYTES = 16;
  private final Clock clock;
  private final AtomicInteger count = new AtomicInteger();

  DemoIds(Clock clock) {
    this.clock = clock;
  }

  /** The prefix and 48 hexadecimal digits: milliseconds, a counter, chance. */
  String next(String prefix) {
    byte[] chance = new byte[RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(chance);
    HexFormat hex = HexFormat.of();
    return prefix
        + hex.toHexDigits(clock.millis(), 12)
        + hex.toHexDigits(count.getAndIncrement(), 4)
        + hex.formatHex(chance);
  }
}
