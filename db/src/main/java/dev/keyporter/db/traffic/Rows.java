package dev.keyporter.db.traffic;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one batched statement, bound in the order of its placeholders. Plain JDBC: on the way
 * every request takes, rendering a statement and converting each value would cost more than the
 * database itself.
 */
final class Rows implements AutoCloseable {
  private final PreparedStatement statement;
  private int next = 1;

  Rows(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  /** Cut to what the column takes, without the NUL characters that PostgreSQL refuses. */
  Rows text(Field<String> column, @Nullable String text) throws SQLException {
    if (text == null) {
      statement.setNull(next++, Types.VARCHAR);
    } else {
      statement.setString(next++, fit(column, text));
    }
    return this;
  }

  Rows number(@Nullable Long number) throws SQLException {
    if (number == null) {
      statement.setNull(next++, Types.BIGINT);
    } else {
      statement.setLong(next++, number);
    }
    return this;
  }

  Rows number(@Nullable Integer number) throws SQLException {
    if (number == null) {
      statement.setNull(next++, Types.INTEGER);
    } else {
      statement.setInt(next++, number);
    }
    return this;
  }

  Rows micros(@Nullable Duration duration) throws SQLException {
    return number(duration == null ? null : (Long) (duration.toNanos() / 1000));
  }

  Rows decimal(@Nullable BigDecimal decimal) throws SQLException {
    statement.setBigDecimal(next++, decimal);
    return this;
  }

  Rows flag(boolean flag) throws SQLException {
    statement.setBoolean(next++, flag);
    return this;
  }

  Rows id(@Nullable UUID id) throws SQLException {
    statement.setObject(next++, id, Types.OTHER);
    return this;
  }

  /** To the microsecond below: databases would round it up into the future. */
  Rows time(Instant time) throws SQLException {
    statement.setObject(next++, time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    return this;
  }

  Rows bytes(byte @Nullable [] bytes) throws SQLException {
    statement.setBytes(next++, bytes);
    return this;
  }

  void end() throws SQLException {
    statement.addBatch();
    next = 1;
  }

  /** For each row how many it changed; negative where the driver does not say. */
  int[] send() throws SQLException {
    return statement.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  /** The text cut to what the column takes, without NUL characters. */
  static @Nullable String fit(Field<String> column, @Nullable String text) {
    if (text == null) {
      return null;
    }
    int length = column.getDataType().length();
    String whole = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    if (whole.length() <= length) {
      return whole;
    }
    int end = Character.isHighSurrogate(whole.charAt(length - 1)) ? length - 1 : length;
    return whole.substring(0, end);
  }
}
