package dev.keyporter.proxy.recording;

import dev.keyporter.model.traffic.RequestId;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes request ids that rise with every call, also when the clock steps back. More than {@link
 * RequestId#COUNTS} in one millisecond run ahead into the next.
 */
public final class RequestIds {
  private final Clock clock;
  private final IntSupplier slot;

  /** The last id's milliseconds, then its count. */
  private final AtomicLong last;

  /**
   * @param slot the process's number, which no other living process has
   * @param newest of the record; ids go on above it even where the clock was set back meanwhile
   */
  public RequestIds(Clock clock, IntSupplier slot, @Nullable RequestId newest) {
    this.clock = clock;
    this.slot = slot;
    this.last = new AtomicLong(newest == null ? 0 : (newest.millis() + 1) * RequestId.COUNTS);
  }

  public RequestId next() {
    long now = clock.millis() * RequestId.COUNTS;
    long mine = last.updateAndGet(before -> Math.max(before + 1, now));
    return RequestId.of(mine / RequestId.COUNTS, slot.getAsInt(), (int) (mine % RequestId.COUNTS));
  }
}
