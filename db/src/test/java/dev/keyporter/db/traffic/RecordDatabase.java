package dev.keyporter.db.traffic;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keyporter.db.engine.Transactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.SQLDialect;

/** An empty database of either kind, with the schema in it. */
final class RecordDatabase implements AutoCloseable {
  private final HikariDataSource pool;
  final Transactions transactions;

  private RecordDatabase(DataSource source, SQLDialect dialect) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/keyporter/db/migration")
        .load()
        .migrate();
    var config = new HikariConfig();
    config.setDataSource(source);
    pool = new HikariDataSource(config);
    transactions = new Transactions(pool, dialect);
  }

  static RecordDatabase open(SQLDialect dialect) {
    if (dialect == SQLDialect.POSTGRES) {
      try {
        return new RecordDatabase(Postgres.SHARED.fresh(), dialect);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return new RecordDatabase(source, dialect);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** One server for all tests of the virtual machine, a database of its own for each. */
  private static final class Postgres {
    static final Postgres SHARED = new Postgres();

    private final EmbeddedPostgres server;

    private Postgres() {
      try {
        server = EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    DataSource fresh() throws IOException {
      String name = "record_" + UUID.randomUUID().toString().replace('-', '_');
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (java.sql.SQLException e) {
        throw new IOException(e);
      }
      return server.getDatabase("postgres", name);
    }
  }
}
