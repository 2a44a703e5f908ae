package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class H2EngineTest extends EngineSuite {
  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.EmbeddedH2(directory.resolve("data"));
  }

  @Override
  Connection connection() throws SQLException {
    try {
      return DriverManager.getConnection(
          "jdbc:h2:file:" + directory.resolve("data/keyporter") + ";AUTO_SERVER=TRUE",
          "keyporter",
          Files.readString(directory.resolve("data/database.password")));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  @Test
  void keepsItsFilesToTheirOwner() throws IOException {
    try (Database database = open()) {
      database.signingSecrets().current();
      Path data = directory.resolve("data");
      assertEquals("rwx------", permissions(data));
      assertEquals("rw-------", permissions(data.resolve("master.key")));
      assertEquals("rw-------", permissions(data.resolve("database.password")));
    }
  }

  @Test
  void keepsTheRecordToItsOwnerInADirectoryThatIsOpenToAll() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var _ = open()) {
      assertEquals("rw-------", permissions(data.resolve("keyporter.mv.db")));
    }
  }

  @Test
  void saysThatTheFileIsDamaged() throws IOException {
    open().close();
    Files.write(directory.resolve("data/keyporter.mv.db"), new byte[9000]);
    var failure = assertThrows(DatabaseException.class, this::open);
    assertTrue(String.valueOf(failure.getMessage()).contains("backup"), failure.getMessage());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void leavesNoLockBehind() throws IOException {
    open().close();
    try (Stream<Path> locks = Files.list(directory.resolve("data/instances"))) {
      assertEquals(0, locks.count());
    }
  }

  @Test
  void refusesAnotherPasswordAndDoesNotShowIt() throws IOException {
    open().close();
    Files.writeString(directory.resolve("data/database.password"), "not-the-password");
    var failure = assertThrows(DatabaseException.class, this::open);
    assertEquals(DatabaseException.Kind.WRONG_PASSWORD, failure.kind());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      assertFalse(String.valueOf(t).contains("not-the-password"));
    }
  }

  @Test
  void asksForTheLostPasswordFileInsteadOfMakingAnother() throws IOException {
    open().close();
    Path file = directory.resolve("data/database.password");
    Files.delete(file);
    var failure = assertThrows(DatabaseException.class, this::open);
    assertEquals(DatabaseException.Kind.WRONG_PASSWORD, failure.kind());
    assertFalse(Files.exists(file));
  }

  @Test
  void saysThatADataDirectoryCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    var settings = new DatabaseSettings.EmbeddedH2(file.resolve("data"));
    var failure =
        assertThrows(DatabaseException.class, () -> Database.open(settings, Clock.systemUTC()));
    assertEquals(DatabaseException.Kind.NOT_WRITABLE, failure.kind());
  }

  @Test
  void startsOverWhereAProcessWasKilledWhileMakingTheTables() throws Exception {
    open().close();
    try (Connection connection = connection();
        var sql = connection.createStatement()) {
      sql.execute("drop all objects");
      sql.execute("create table organization (id uuid)");
    }
    try (Database database = open()) {
      database.organizations().create("Acme");
    }
  }
}
