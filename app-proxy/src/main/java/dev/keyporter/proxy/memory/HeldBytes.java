package dev.keyporter.proxy.memory;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import java.util.Arrays;

/** Bytes that gather, each of them asked for before it is held. */
public final class HeldBytes {
  /** Grown as it comes up to here: what was announced and never comes takes no memory. */
  private static final int FIRST = 16 << 10;

  private final BodyMemory.Share share;
  private final long most;
  private final boolean isLarge;
  private byte[] bytes = new byte[0];
  private int size;

  /**
   * @param expected how many there will be, -1 where nobody knows; of many all are asked for with
   *     the first
   * @param most how many there can be
   */
  public HeldBytes(BodyMemory.Share share, long expected, long most) {
    this.share = share;
    this.most = expected < 0 ? most : Math.min(expected, most);
    this.isLarge = expected > BodyMemory.SMALL;
  }

  /**
   * Adds bytes.
   *
   * @throws ProxyException with {@link ProxyError.BodyMemoryExhausted} where there is no room
   */
  public void add(byte[] source, int offset, int length) {
    if (!offer(source, offset, length)) {
      throw new ProxyException(new ProxyError.BodyMemoryExhausted());
    }
  }

  /** Adds bytes; false, and nothing is added, where there is no room for them. */
  public boolean offer(byte[] source, int offset, int length) {
    if (length > bytes.length - size && !grow(size + length)) {
      return false;
    }
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
    return true;
  }

  private boolean grow(int least) {
    long capacity = isLarge ? most : Math.max(FIRST, 2L * bytes.length);
    int next = (int) Math.max(least, Math.min(capacity, most));
    if (!share.offer(next)) {
      return false;
    }
    int before = bytes.length;
    try {
      bytes = Arrays.copyOf(bytes, next);
    } catch (OutOfMemoryError _) {
      // Others than bodies take more than they are thought to: no room is no room.
      share.giveBack(next);
      return false;
    }
    share.giveBack(before);
    return true;
  }

  public int size() {
    return size;
  }

  /** All of them; an array that is not to be changed. */
  public byte[] bytes() {
    if (size < bytes.length) {
      int before = bytes.length;
      share.become(share.bytes() + size);
      bytes = Arrays.copyOf(bytes, size);
      share.giveBack(before);
    }
    return bytes;
  }
}
