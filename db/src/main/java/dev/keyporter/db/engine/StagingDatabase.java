package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.SQLDialect;

/**
 * An H2 of its own in a directory inside the data directory, gone when closed. A data directory has
 * room for one; what a killed process left of it goes when the next one is made.
 */
public final class StagingDatabase implements AutoCloseable {
  private static final String NAME = "restoring";

  /** Java refuses to lock a file twice in one process, and forgets the lock with any channel. */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;
  private final JdbcDataSource source;
  private final Migrations migrations;
  private final Connection connection;

  private StagingDatabase(
      Path directory,
      FileChannel lock,
      JdbcDataSource source,
      Migrations migrations,
      Connection connection) {
    this.directory = directory;
    this.lock = lock;
    this.source = source;
    this.migrations = migrations;
    this.connection = connection;
  }

  static StagingDatabase create(
      DataDirectory parent, Migrations migrations, int version, String password) {
    if (version < 1 || version > migrations.last()) {
      throw new DatabaseException(
          Kind.NEWER_THAN_PROGRAM,
          "It was made by a newer version of Keyporter. Update this one first.");
    }
    Path directory = parent.resolve(NAME);
    FileChannel lock = lock(parent, directory);
    try {
      erase(directory);
      DataDirectory.open(directory);
      var source = new JdbcDataSource();
      source.setURL("jdbc:h2:file:" + directory.resolve(NAME) + ";TRACE_LEVEL_FILE=0");
      // Those of the embedded database, whose place its file may take.
      source.setUser(ConnectionPool.USER);
      source.setPassword(password);
      // Its connections are closed before the first row comes, for the reason Schema gives.
      new Schema(source, SQLDialect.H2, migrations).migrateTo(version);
      // Keeps the file open until it is closed.
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("set lazy_query_execution 1");
        return new StagingDatabase(directory, lock, source, migrations, connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException | IOException | RuntimeException e) {
      eraseQuietly(directory);
      unlock(lock, directory);
      throw switch (e) {
        case SQLException sql -> Failures.translate(sql);
        case DatabaseException known -> known;
        default ->
            new DatabaseException(
                Kind.NOT_WRITABLE, "The directory " + directory + " cannot be written.", e);
      };
    }
  }

  /**
   * Removes what a killed process left, unless a living one uses it.
   *
   * @param more done while no restore is under way
   */
  public static void tidy(DataDirectory parent, Runnable more) {
    Path directory = parent.resolve(NAME);
    try {
      FileChannel lock = lock(parent, directory);
      try {
        erase(directory);
        more.run();
      } finally {
        unlock(lock, directory);
      }
    } catch (DatabaseException | IOException _) {
      // It is in use, or cannot be removed: the next time.
    }
  }

  /** Whether there is one, of whomever. */
  public static boolean isThere(DataDirectory parent) {
    return parent.has(NAME);
  }

  private static FileChannel lock(DataDirectory parent, Path directory) {
    if (!TAKEN.add(directory)) {
      throw busy();
    }
    Path file = parent.resolve(NAME + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              DataDirectory.ownerOnly(file, "rw-------"));
      FileLock taken = channel.tryLock();
      if (taken == null) {
        unlock(channel, directory);
        throw busy();
      }
      return channel;
    } catch (IOException e) {
      TAKEN.remove(directory);
      throw new DatabaseException(
          Kind.NOT_WRITABLE, "The file " + file + " cannot be written. Check its owner.", e);
    }
  }

  private static DatabaseException busy() {
    return new DatabaseException(
        Kind.OTHER, "Another restore is under way in this data directory. Let it end first.");
  }

  private static void unlock(FileChannel lock, Path directory) {
    try {
      lock.close();
    } catch (IOException _) {
      // The lock goes with the process at the latest.
    }
    TAKEN.remove(directory);
  }

  private static void eraseQuietly(Path directory) {
    try {
      erase(directory);
    } catch (IOException _) {
      // What stopped it is told, and the next one erases it.
    }
  }

  private static void erase(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** The one connection of whoever fills and reads it; to be left open. */
  public Connection connection() {
    return connection;
  }

  /**
   * Works with {@link #connection}.
   *
   * @throws DatabaseException when the database cannot do it
   */
  public void run(Filling work) {
    try {
      work.run(connection);
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  /** What is done with its connection. */
  public interface Filling {
    void run(Connection connection) throws SQLException;
  }

  /** Transactions on connections of their own, which see what the filling one has committed. */
  public Transactions transactions() {
    return new Transactions(source, SQLDialect.H2);
  }

  /** Brings what is in it to the version that this program was written for. */
  public void bringUpToDate() {
    new Schema(source, SQLDialect.H2, migrations).migrateTo(migrations.last());
  }

  /**
   * Brings what is in it onto the disk, so that {@link #finish} has little left to do.
   *
   * @throws DatabaseException when it does not fit
   */
  public void flush() {
    run(
        filled -> {
          try (Statement statement = filled.createStatement()) {
            statement.execute("checkpoint sync");
          }
        });
  }

  /** Ends the work with it, and gives the file that holds all of it. */
  Path finish() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
    Path file = directory.resolve(NAME + ".mv.db");
    DataDirectory.open(directory).restrict(NAME + ".mv.db");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw new DatabaseException(Kind.NOT_WRITABLE, "The file " + file + " cannot be written.", e);
    }
    return file;
  }

  @Override
  public void close() {
    ConnectionPool.closeQuietly(connection);
    eraseQuietly(directory);
    unlock(lock, directory);
  }
}
