package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionStepTest {
  private static final int ROWS = 120;
  private static final int ROW_BYTES = 60_000;

  @TempDir Path folder;
  private Path file;
  private DataDirectory directory;
  private final Random random = new Random(11);
  private final CompactionStep step = new CompactionStep();

  @BeforeEach
  void open() {
    file = folder.resolve("compacted.mv.db");
    directory = DataDirectory.open(folder);
    directory.write("database.password", "secret");
  }

  @Test
  void whatIsNoLongerNeededIsGivenBackWhileRowsComeAndGo() throws Exception {
    try (Connection connection = ConnectionPool.h2Alone(directory, file).getConnection()) {
      fill(connection);
      execute(connection, "DELETE FROM entry WHERE MOD(id, 6) <> 0");
      long before = Files.size(file);
      int steps = 0;
      while (step.take(connection)) {
        assertTrue(++steps < 1000, "It goes on without an end.");
        if (steps < 20) {
          insert(connection, ROWS + steps);
          execute(connection, "DELETE FROM entry WHERE id = " + (ROWS + steps));
        }
      }
      long after = Files.size(file);
      assertTrue(after < before / 2, before + " bytes became " + after);
      assertEquals(ROWS / 6, count(connection));
      assertFalse(step.take(connection), "Nothing is left to do.");
      assertEquals(after, Files.size(file));
    }
  }

  @Test
  void aFileKilledAfterAnyStepHoldsEveryRow() throws Exception {
    Path killed = folder.resolve("killed.mv.db");
    try (Connection connection = ConnectionPool.h2Alone(directory, file).getConnection()) {
      fill(connection);
      execute(connection, "DELETE FROM entry WHERE MOD(id, 6) <> 0");
      while (step.take(connection)) {
        Files.copy(file, killed, StandardCopyOption.REPLACE_EXISTING);
        try (Connection after = ConnectionPool.h2Alone(directory, killed).getConnection()) {
          assertEquals(ROWS / 6, count(after));
        }
      }
    }
  }

  @Test
  void aSmallFileIsLeftAlone() throws Exception {
    try (Connection connection = ConnectionPool.h2Alone(directory, file).getConnection()) {
      execute(connection, "CREATE TABLE entry (id INT PRIMARY KEY, body VARBINARY)");
      assertFalse(step.take(connection));
    }
  }

  private void fill(Connection connection) throws SQLException, IOException {
    execute(connection, "CREATE TABLE entry (id INT PRIMARY KEY, body VARBINARY)");
    execute(connection, "SET WRITE_DELAY 0");
    execute(connection, "SET RETENTION_TIME 0");
    for (int id = 1; id <= ROWS; id++) {
      insert(connection, id);
    }
    assertTrue(Files.size(file) > (long) ROWS * ROW_BYTES);
  }

  private void insert(Connection connection, int id) throws SQLException {
    var body = new byte[ROW_BYTES];
    random.nextBytes(body);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO entry VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setBytes(2, body);
      insert.executeUpdate();
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(body) FROM entry")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
