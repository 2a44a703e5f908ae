package dev.keyporter.model.usage;

import java.util.Arrays;

/** Numbers from 0 on in as few bytes as they need: seven bits in each, the lowest first. */
final class Varints {
  private byte[] bytes;
  private int position;

  /** To write. */
  Varints() {
    this.bytes = new byte[32];
  }

  /** To read. */
  Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  void put(long number) {
    if (bytes.length - position < 10) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = number;
    while (rest >>> 7 != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  /** What was written. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, position);
  }

  boolean hasNext() {
    return position < bytes.length;
  }

  /**
   * @throws IllegalArgumentException when the bytes end within a number
   */
  long next() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE && position < bytes.length; shift += 7) {
      byte part = bytes[position++];
      number |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("A number ends too early or too late.");
  }
}
