package dev.keyporter.db.journal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fields one after the other, big-endian. A field that may be missing begins with whether it is
 * there.
 */
final class FieldWriter {
  private byte[] bytes;
  private int size;

  FieldWriter(int capacity) {
    this.bytes = new byte[capacity];
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  FieldWriter tag(int tag) {
    room(1);
    bytes[size++] = (byte) tag;
    return this;
  }

  FieldWriter flag(boolean value) {
    return tag(value ? 1 : 0);
  }

  FieldWriter number(int value) {
    room(Integer.BYTES);
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  FieldWriter number(long value) {
    return number((int) (value >>> Integer.SIZE)).number((int) value);
  }

  FieldWriter id(UUID value) {
    return number(value.getMostSignificantBits()).number(value.getLeastSignificantBits());
  }

  FieldWriter time(Instant value) {
    return number(value.getEpochSecond()).number(value.getNano());
  }

  FieldWriter bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  FieldWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  FieldWriter decimal(BigDecimal value) {
    return number(value.scale()).bytes(value.unscaledValue().toByteArray());
  }

  FieldWriter span(Duration value) {
    return number(value.getSeconds()).number(value.getNano());
  }

  /** Writes a field that may be missing. */
  interface Field<T> {
    FieldWriter write(T value);
  }

  <T> FieldWriter optional(@Nullable T value, Field<T> field) {
    flag(value != null);
    return value == null ? this : field.write(value);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }
}
