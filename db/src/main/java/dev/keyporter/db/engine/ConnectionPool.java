package dev.keyporter.db.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.db.engine.DatabaseSettings.Postgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections of one process to the database. */
public final class ConnectionPool implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 8;
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /**
   * How long PostgreSQL may take for the answer to one statement, a wait for locks included, before
   * its connection counts as dead. Shorter than {@link Transactions#PATIENCE}, so that the work is
   * tried again.
   */
  static final Duration ANSWER = Duration.ofSeconds(8);

  /** The same for single statements that read or erase much. */
  static final Duration LONG_ANSWER = Duration.ofMinutes(5);

  /** The same where others wait for the answer and the statement is small. */
  private static final Duration PROMPT_ANSWER = Duration.ofSeconds(5);

  private static final Duration ALIVE_ANSWER = Duration.ofSeconds(1);
  static final String USER = "keyporter";

  /** Of every database of H2's. */
  private static final String OPTIONS =
      // H2 would write failed statements, values included, to a file beside the database.
      ";TRACE_LEVEL_FILE=0"
          // 16 MiB, where H2 would take a share of the heap that the relay needs for bodies.
          + ";CACHE_SIZE=16384"
          // H2 2.4.240 keeps a subquery's result although its table has changed: an insert "where
          // not exists" that is prepared once and run twice would insert twice.
          + ";OPTIMIZE_REUSE_RESULTS=FALSE"
          // Half the bytes.
          + ";COMPRESS=TRUE"
          // H2 would write much again whenever the last connection is closed, which makes the file
          // larger. Compaction makes it smaller.
          + ";MAX_COMPACT_TIME=0"
          // Freed space is written again after 15 s, not 45: still many times the second within
          // which the file is forced to disk.
          + ";RETENTION_TIME=15000";

  private static final String PASSWORD_FILE = "database.password";

  /** H2's name for the file of the database {@code keyporter}. */
  static final String FILE = "keyporter.mv.db";

  /** What the pool would log, its callers get as an exception. Held, or the setting is lost. */
  private static final Logger POOL_LOG = Logger.getLogger("com.zaxxer.hikari");

  /** Warns about every PostgreSQL that is not the newest. */
  private static final Logger JOOQ_LOG = Logger.getLogger("org.jooq");

  static {
    POOL_LOG.setLevel(Level.OFF);
    JOOQ_LOG.setLevel(Level.OFF);
    // H2's automatic server would listen on every address of the machine.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    // H2's clients would open the file themselves when their server ends, past the gate, also while
    // it is being replaced. Here the pool connects again.
    System.setProperty("h2.maxReconnect", "-1");
    // Looking each value up among those used lately costs more than making it: a quarter of the
    // time in which rows are read.
    System.setProperty("h2.objectCache", "false");
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final Sources sources;
  private final SQLDialect dialect;
  private final Migrations migrations;
  private final OpenedSource first;
  private final HikariDataSource pool;

  /**
   * Where connections come from. Differ for PostgreSQL only: H2 serves over the loopback interface,
   * where the system always tells that the other end is gone.
   *
   * @param bounded their statements have {@link #ANSWER}
   * @param patient for statements that may take hours, as a migration's; only the system says that
   *     the server is gone
   */
  private record Sources(DataSource bounded, DataSource patient) {}

  private ConnectionPool(
      Sources sources,
      SQLDialect dialect,
      Migrations migrations,
      OpenedSource first,
      HikariDataSource pool) {
    this.sources = sources;
    this.dialect = dialect;
    this.migrations = migrations;
    this.first = first;
    this.pool = pool;
  }

  /**
   * Opens the database, makes it where there is none, and brings its schema up to date.
   *
   * @param before called where tables that hold something are about to be changed
   * @throws DatabaseException when it cannot be reached, used or brought up to date
   */
  public static ConnectionPool open(
      DatabaseSettings settings, DataDirectory directory, BeforeMigration before) {
    return open(settings, directory, before, Migrations.OWN);
  }

  static ConnectionPool open(
      DatabaseSettings settings,
      DataDirectory directory,
      BeforeMigration before,
      Migrations migrations) {
    return switch (settings) {
      case EmbeddedH2 _ -> {
        waitForOwner(directory);
        // Two processes may make the same new file at once.
        yield directory.alone(
            () -> {
              DataSource h2 = h2(directory);
              ConnectionPool pool = open(new Sources(h2, h2), SQLDialect.H2, before, migrations);
              directory.restrict(FILE);
              return pool;
            });
      }
      case Postgres(_, String url) -> {
        PostgresAddress address = PostgresAddress.parse(url);
        var sources = new Sources(postgres(address, ANSWER), postgres(address, Duration.ZERO));
        yield open(sources, SQLDialect.POSTGRES, before, migrations);
      }
    };
  }

  private static void waitForOwner(DataDirectory directory) {
    try {
      new FileOwner(directory).await(FileGate.of(directory), FileOwner.Patience.STANDARD);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private static ConnectionPool open(
      Sources sources, SQLDialect dialect, BeforeMigration before, Migrations migrations) {
    return Transactions.patiently(
        () -> {
          try {
            return connect(sources, dialect, before, migrations);
          } catch (SQLException e) {
            throw new DataAccessException("No connection.", e);
          }
        });
  }

  private static ConnectionPool connect(
      Sources sources, SQLDialect dialect, BeforeMigration before, Migrations migrations)
      throws SQLException {
    // One plain connection first: its failures are immediate and exact, unlike a pool's.
    var first = new OpenedSource(sources.bounded);
    try {
      if (dialect == SQLDialect.POSTGRES) {
        Pooler.adapt(first.opened(), sources.bounded, sources.patient);
      }
      var schema = new Schema(sources.patient, dialect, migrations);
      if (schema.bringUpToDate(first.opened(), before)) {
        first.close();
      }
      return new ConnectionPool(sources, dialect, migrations, first, pool(first));
    } catch (SQLException | RuntimeException | Error e) {
      first.close();
      throw e;
    }
  }

  private static HikariDataSource pool(DataSource source) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    // So that several dead ones are told from the living within the time for one.
    config.setValidationTimeout(ALIVE_ANSWER.toMillis());
    // Whoever needs the first connection waits for it, also where it fails at first.
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new EvictBroken());
    config.setPoolName("keyporter");
    return new HikariDataSource(config);
  }

  private static DataSource h2(DataDirectory directory) {
    String file = directory.resolve("keyporter").toString();
    if (file.contains(";")) {
      throw new DatabaseException(
          Kind.BAD_SETTINGS, "The data directory's path must not hold a semicolon.");
    }
    if (!directory.has(PASSWORD_FILE)) {
      if (directory.has(FILE)) {
        throw new DatabaseException(
            Kind.WRONG_PASSWORD,
            "The file "
                + directory.resolve(PASSWORD_FILE)
                + " is missing. Put it back: the database beside it opens with nothing else.");
      }
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      directory.write(PASSWORD_FILE, HexFormat.of().formatHex(random));
    }
    // WRITE_DELAY=0: a commit is in the file before it is acknowledged, so kill -9 loses nothing.
    return new GatedSource(h2(directory, file + ";AUTO_SERVER=TRUE;WRITE_DELAY=0"), directory);
  }

  /** A database file that no other process has open. */
  static DataSource h2Alone(DataDirectory directory, Path file) {
    String name = file.toString();
    return h2(directory, name.substring(0, name.length() - ".mv.db".length()));
  }

  private static DataSource h2(DataDirectory directory, String fileAndOptions) {
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + fileAndOptions + OPTIONS);
    source.setUser(USER);
    source.setPassword(directory.read(PASSWORD_FILE));
    return source;
  }

  /**
   * @param answer how long the answer to a statement may take; zero where that has no bound. A time
   *     that the URL gives holds instead.
   */
  static DataSource postgres(PostgresAddress address, Duration answer) {
    var source = new PGSimpleDataSource();
    try {
      source.setURL(address.jdbcUrl());
    } catch (IllegalArgumentException _) {
      throw new DatabaseException(Kind.BAD_SETTINGS, "The database URL cannot be read.");
    }
    if (address.user() != null) {
      source.setUser(address.user());
    }
    if (address.password() != null) {
      source.setPassword(address.password());
    }
    source.setApplicationName("Keyporter");
    source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
    source.setLoginTimeout((int) ANSWER.toSeconds());
    source.setTcpKeepAlive(true);
    if (source.getSocketFactory() == null) {
      source.setSocketFactory(KeepAliveSockets.class.getName());
    }
    if (source.getSocketTimeout() == 0) {
      source.setSocketTimeout((int) answer.toSeconds());
    }
    return source;
  }

  public DataSource source() {
    return pool;
  }

  public SQLDialect dialect() {
    return dialect;
  }

  /** The version of the tables. */
  public int version() {
    return migrations.last();
  }

  /** A connection of its own for long work, outside the pool. */
  Connection unpooled() throws SQLException {
    return sources.patient.getConnection();
  }

  /** A connection of its own for small statements whose answers others wait for. */
  Connection prompt() throws SQLException {
    Connection connection = sources.bounded.getConnection();
    if (dialect == SQLDialect.POSTGRES) {
      connection.setNetworkTimeout(Runnable::run, (int) PROMPT_ANSWER.toMillis());
    }
    return connection;
  }

  /** An empty database for trying something out, which these migrations can bring up to date. */
  public StagingDatabase staging(DataDirectory directory, int version) {
    return StagingDatabase.create(
        directory,
        migrations,
        version,
        dialect == SQLDialect.H2 ? directory.read(PASSWORD_FILE) : "");
  }

  /** Long work on one connection. */
  public interface Work<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Does long work on a connection of its own, outside the pool; again from its beginning where the
   * connection broke, as with H2 when the process that opened the file first ends.
   *
   * @throws DatabaseException when the database cannot do it
   */
  public <T extends @Nullable Object> T apart(Work<T> work) {
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return apartOnce(work);
      } catch (DatabaseException e) {
        if (e.kind() != Kind.UNREACHABLE) {
          throw e;
        }
      }
    }
    return apartOnce(work);
  }

  /** The same for work that must not be done twice. */
  public <T extends @Nullable Object> T apartOnce(Work<T> work) {
    Connection connection = Transactions.patiently(this::connect);
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    } catch (DataAccessException e) {
      throw Failures.sqlCause(e).map(Failures::translate).orElseThrow(() -> e);
    } finally {
      closeQuietly(connection);
    }
  }

  private Connection connect() {
    try {
      Connection connection = unpooled();
      if (dialect == SQLDialect.H2) {
        try (Statement statement = connection.createStatement()) {
          // Without it H2 gathers all rows of a query before it gives the first.
          statement.execute("set lazy_query_execution 1");
        }
      }
      return connection;
    } catch (SQLException e) {
      throw new DataAccessException("No connection.", e);
    }
  }

  /** What was done on it stands, or was broken off. */
  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // It was broken already.
    }
  }

  @Override
  public void close() {
    pool.close();
    first.close();
  }

  /** The pool knows the states of other databases; those of H2 it has to be told. */
  private static final class EvictBroken implements SQLExceptionOverride {
    @java.lang.Override // Hikari's enum has the same name.
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
      return Failures.isBroken(failure)
          ? SQLExceptionOverride.Override.MUST_EVICT
          : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
  }
}
