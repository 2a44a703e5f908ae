package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.memory.HeldBytes;
import dev.keyporter.proxy.payload.Beginning;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an answer's bytes as they go out, with the time of each piece. Keeps the first {@code
 * limit} bytes and counts the rest, so that an endless answer cannot fill the memory. Where there
 * is no room for them, it keeps none for the record: the answer goes out all the same.
 */
final class BodyCapture {
  private static final byte[] NOT_KEPT =
      "[not kept: the proxy had too many large bodies in hand]".getBytes(UTF_8);

  private final int limit;
  private final EventTimes times = new EventTimes();
  private final HeldBytes kept;
  private boolean hasNoRoom;
  private long total;

  /**
   * @param limit how many bytes are kept at most
   * @param expected how many bytes there will be, -1 where nobody knows
   */
  BodyCapture(int limit, long expected, BodyMemory.Share memory) {
    this.limit = limit;
    this.kept = new HeldBytes(memory, expected, limit);
  }

  /**
   * Copies a piece.
   *
   * @return false where there is no room for it in the memory for bodies, or was none before
   */
  boolean add(byte[] source, int offset, int length) {
    total += length;
    int more = Math.min(length, limit - kept.size());
    hasNoRoom = hasNoRoom || !kept.offer(source, offset, more);
    return !hasNoRoom;
  }

  /** The piece that ends here leaves {@code micros} microseconds after the request arrived. */
  void leaves(long micros) {
    times.add(total, micros);
  }

  /** How many bytes there were, kept or not. */
  long total() {
    return total;
  }

  /** What was kept, from the first byte on; an array that is not to be changed. */
  byte[] bytes() {
    return kept.bytes();
  }

  /** What goes on record; an array that is not to be changed. */
  byte[] recorded() {
    return hasNoRoom ? NOT_KEPT : Beginning.of(kept.bytes(), limit, total);
  }

  /** When the pieces of what goes on record left; null where nobody noted it. */
  @Nullable EventTimes times() {
    return hasNoRoom || times.size() == 0 ? null : times;
  }
}
