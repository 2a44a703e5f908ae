package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection that looked at the database is the first one that is used. */
class OpenedSourceTest {
  private final JdbcDataSource h2 = new JdbcDataSource();

  @BeforeEach
  void nameADatabaseThatIsGoneWithItsLastConnection() {
    h2.setURL("jdbc:h2:mem:opened");
  }

  @Test
  void theDatabaseStaysOpenBetweenTheLookAndTheFirstUse() throws SQLException {
    try (var source = new OpenedSource(h2)) {
      try (Statement look = source.opened().createStatement()) {
        look.execute("create table seen (id int)");
      }

      try (Connection first = source.getConnection();
          Statement use = first.createStatement()) {
        assertEquals(1, use.executeUpdate("insert into seen values (1)"));
      }
    }
  }

  @Test
  void everyOtherConnectionIsAnotherOne() throws SQLException {
    try (var source = new OpenedSource(h2);
        Connection first = source.getConnection();
        Connection second = source.getConnection()) {
      assertSame(source.opened(), first);
      assertNotSame(first, second);
    }
  }

  @Test
  void aConnectionThatNobodyCameForIsClosedAndNotGiven() throws SQLException {
    var source = new OpenedSource(h2);

    source.close();

    assertTrue(source.opened().isClosed());
    try (Connection first = source.getConnection()) {
      assertFalse(first.isClosed());
    }
  }

  @Test
  void aConnectionThatWasGivenIsClosedByWhoeverHasIt() throws SQLException {
    var source = new OpenedSource(h2);
    try (Connection first = source.getConnection()) {
      source.close();

      assertFalse(first.isClosed());
    }
  }

  /** H2 writes its lock file anew each time it opens the file, with another id. */
  @Test
  void aProcessOpensTheFileOnce(@TempDir Path folder) throws Exception {
    var settings = new DatabaseSettings.EmbeddedH2(folder);
    BeforeMigration nothing = (connection, dialect, version) -> {};
    DataDirectory directory = DataDirectory.open(folder);
    ConnectionPool.open(settings, directory, nothing).close();

    try (var pool = ConnectionPool.open(settings, directory, nothing)) {
      String opened = directory.read("keyporter.lock.db");
      try (Connection _ = pool.source().getConnection()) {
        assertEquals(opened, directory.read("keyporter.lock.db"));
      }
    }
    assertThrows(DatabaseException.class, () -> directory.read("keyporter.lock.db"));
  }
}
