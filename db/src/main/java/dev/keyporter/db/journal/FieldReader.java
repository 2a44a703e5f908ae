package dev.keyporter.db.journal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FieldWriter} wrote.
 *
 * <p>Every method throws {@link BufferUnderflowException} where the bytes end too early.
 */
final class FieldReader {
  private final ByteBuffer bytes;
  private final int version;

  /**
   * @param version of the format they have
   */
  FieldReader(ByteBuffer bytes, int version) {
    this.bytes = bytes;
    this.version = version;
  }

  int version() {
    return version;
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  int tag() {
    return bytes.get();
  }

  boolean flag() {
    return tag() != 0;
  }

  int number() {
    return bytes.getInt();
  }

  long longNumber() {
    return bytes.getLong();
  }

  UUID id() {
    return new UUID(longNumber(), longNumber());
  }

  Instant time() {
    return Instant.ofEpochSecond(longNumber(), number());
  }

  byte[] bytes() {
    int length = number();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    var value = new byte[length];
    bytes.get(value);
    return value;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  BigDecimal decimal() {
    int scale = number();
    return new BigDecimal(new BigInteger(bytes()), scale);
  }

  Duration span() {
    return Duration.ofSeconds(longNumber(), number());
  }

  <T> @Nullable T optional(Function<FieldReader, T> field) {
    return flag() ? field.apply(this) : null;
  }
}
