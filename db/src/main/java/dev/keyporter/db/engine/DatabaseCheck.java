package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Tries a database without changing it. */
public final class DatabaseCheck {
  private DatabaseCheck() {}

  /**
   * What answered.
   *
   * @param version the product and its version
   * @param latency of connecting and asking
   */
  public record Found(String version, Duration latency) {}

  /**
   * Connects to a PostgreSQL and asks for its version; blocks.
   *
   * @throws DatabaseException when it cannot be reached, refuses, or belongs to a newer program
   */
  public static Found run(DatabaseSettings.Postgres settings) {
    DataSource source =
        ConnectionPool.postgres(PostgresAddress.parse(settings.url()), ConnectionPool.ANSWER);
    long start = System.nanoTime();
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData data = connection.getMetaData();
      String version = data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
      Schema.refuseNewer(connection, Migrations.OWN);
      return new Found(version, Duration.ofNanos(System.nanoTime() - start));
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }
}
