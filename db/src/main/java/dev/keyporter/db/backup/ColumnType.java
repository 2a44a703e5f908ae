package dev.keyporter.db.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types of columns there are, and how a backup writes their values. */
enum ColumnType {
  TEXT(Types.VARCHAR) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getString(index);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      writeBytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      return new String(readBytes(in), StandardCharsets.UTF_8);
    }
  },
  BYTES(Types.VARBINARY) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getBytes(index);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      writeBytes((byte[]) value, out);
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      return readBytes(in);
    }
  },
  NUMBER(Types.BIGINT) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getLong(index);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      out.writeLong((Long) value);
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      return in.readLong();
    }
  },
  DECIMAL(Types.NUMERIC) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getBigDecimal(index);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      var decimal = (BigDecimal) value;
      out.writeInt(decimal.scale());
      writeBytes(decimal.unscaledValue().toByteArray(), out);
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      int scale = in.readInt();
      if (scale < 0 || scale > MOST_DIGITS) {
        throw new IllegalArgumentException("No column has this many digits.");
      }
      return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }
  },
  FLAG(Types.BOOLEAN) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getBoolean(index);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      return in.readBoolean();
    }
  },
  ID(Types.OTHER) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getObject(index, UUID.class);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      var id = (UUID) value;
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      return new UUID(in.readLong(), in.readLong());
    }
  },
  TIME(Types.TIMESTAMP_WITH_TIMEZONE) {
    @Override
    Object read(ResultSet row, int index) throws SQLException {
      return row.getObject(index, OffsetDateTime.class);
    }

    @Override
    void write(Object value, DataOutputStream out) throws IOException {
      Instant instant = ((OffsetDateTime) value).toInstant();
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    }

    @Override
    Object read(DataInputStream in) throws IOException {
      return Instant.ofEpochSecond(in.readLong(), in.readInt()).atOffset(ZoneOffset.UTC);
    }
  };

  private final int sqlType;

  ColumnType(int sqlType) {
    this.sqlType = sqlType;
  }

  /** The type that H2 or PostgreSQL calls so. */
  static ColumnType named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "character varying", "varchar" -> TEXT;
      case "binary varying", "bytea" -> BYTES;
      case "bigint", "integer", "int8", "int4", "bigserial" -> NUMBER;
      case "numeric" -> DECIMAL;
      case "boolean", "bool" -> FLAG;
      case "uuid" -> ID;
      case "timestamp with time zone", "timestamptz" -> TIME;
      default -> throw new IllegalStateException("No backup knows columns of type " + name + ".");
    };
  }

  /** The value of a column; null, or something, where the column is null. */
  abstract @Nullable Object read(ResultSet row, int index) throws SQLException;

  abstract void write(Object value, DataOutputStream out) throws IOException;

  abstract Object read(DataInputStream in) throws IOException;

  final @Nullable Object readNullable(ResultSet row, int index) throws SQLException {
    Object value = read(row, index);
    return row.wasNull() ? null : value;
  }

  final void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, sqlType);
    } else {
      statement.setObject(index, value);
    }
  }

  /**
   * Far more than any column takes; a changed number must not become a decimal of a million digits.
   */
  private static final int MOST_DIGITS = 100;

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new EOFException();
    }
    // Grows with what is there: a length that was changed must not fill the memory.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
