package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts another file in the place of the embedded database's while processes work with it: they wait
 * for a moment in which no transaction is under way, find their connections broken, and connect
 * again. Whatever is killed meanwhile, the name stands for one whole file or the other.
 */
public final class FileSwap {
  /** How long it waits for that moment, and then for the file to be let go of. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A session that H2 made wait looks again every tenth of a second. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final ConnectionPool pool;
  private final DataDirectory directory;

  public FileSwap(ConnectionPool pool, DataDirectory directory) {
    this.pool = pool;
    this.directory = directory;
  }

  /** The last that is done before. */
  public interface Preparation {
    void run(Connection connection) throws SQLException;
  }

  /**
   * Replaces the file.
   *
   * @param staging takes its place, and is of no use any more
   * @param preparation called while nobody else writes; where it fails, nothing changes
   * @param old where the file that was replaced is then
   */
  public void run(StagingDatabase staging, Preparation preparation, Path old) {
    try {
      // While the others still go on: it may be much.
      staging.flush();
      Connection connection = quietConnection();
      try {
        preparation.run(connection);
        Path fresh = staging.finish();
        FileGate.of(directory).pass(() -> swap(connection, fresh, old));
      } finally {
        ConnectionPool.closeQuietly(connection);
      }
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** A connection while nobody else does anything; another one where it breaks meanwhile. */
  private Connection quietConnection() throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Connection connection = pool.unpooled();
      try {
        waitForQuiet(connection, deadline);
        return connection;
      } catch (SQLException e) {
        ConnectionPool.closeQuietly(connection);
        if (!Failures.isBroken(e) || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  private static void waitForQuiet(Connection connection, long deadline) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      while (true) {
        // From here on the others wait before their next statement, and open no connections.
        statement.execute("set exclusive 1");
        if (isQuiet(statement)) {
          return;
        }
        statement.execute("set exclusive 0");
        if (System.nanoTime() > deadline) {
          throw new DatabaseException(
              Kind.OTHER, "The database is too busy: others never paused. Try again later.");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static boolean isQuiet(Statement statement) throws SQLException {
    try (ResultSet others =
        statement.executeQuery(
            "select count(*) from information_schema.sessions where session_id <> session_id()"
                + " and (contains_uncommitted or executing_statement is not null)")) {
      return others.next() && others.getInt(1) == 0;
    }
  }

  private Path swap(Connection connection, Path fresh, Path old) throws IOException {
    Path file = directory.resolve(ConnectionPool.FILE);
    shutDown(connection);
    waitUntilReleased();
    keep(file, old);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DataDirectory.force(directory.path());
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(old);
      throw e;
    }
  }

  private static void shutDown(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException _) {
      // Its own connection breaks, too. Whether the file is free is seen next.
    }
  }

  private void waitUntilReleased() throws IOException {
    var owner = new FileOwner(directory);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!owner.isGone()) {
      if (System.nanoTime() > deadline) {
        throw new DatabaseException(
            Kind.OTHER, "The database's file is not let go of. Nothing was replaced.");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** A second name for the file, or where the system has no such thing a copy. */
  private static void keep(Path file, Path old) throws IOException {
    try {
      Files.createLink(old, file);
    } catch (UnsupportedOperationException | IOException _) {
      Path part = old.resolveSibling(old.getFileName() + ".part");
      try {
        Files.copy(
            file, part, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, old, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Work with a file that was replaced. */
  public interface Reading {
    /**
     * Works.
     *
     * @param version of its tables
     */
    void run(Connection connection, int version) throws SQLException;
  }

  /** Reads a file that was replaced. */
  public void read(Path old, Reading work) {
    try (Connection connection = ConnectionPool.h2Alone(directory, old).getConnection()) {
      work.run(connection, Schema.version(connection));
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }
}
