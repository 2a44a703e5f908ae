package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a commit has acknowledged is found in H2's file as it lies there at that moment, which is
 * how {@code kill -9} leaves it. Copies stand for the kill: they meet every moment, a kill only
 * one.
 */
class KilledFileTest {
  /** Enough for space to be freed and written again, in places that H2 did not foresee. */
  private static final int COMMITS = 150;

  private static final int MAX_BYTES = 60_000;

  @TempDir Path folder;

  @Test
  void everyCommitIsInTheFileWhenItIsAcknowledged() throws Exception {
    var directory = DataDirectory.open(folder);
    directory.write("database.password", "secret");
    Path file = folder.resolve("written.mv.db");
    Path killed = folder.resolve("killed.mv.db");
    var random = new Random(7);
    try (Connection connection = ConnectionPool.h2Alone(directory, file).getConnection()) {
      execute(connection, "CREATE TABLE entry (id INT PRIMARY KEY, body VARBINARY)");
      execute(connection, "SET WRITE_DELAY 0");
      execute(connection, "SET RETENTION_TIME 0"); // Freed space is written again at once.
      for (int id = 1; id <= COMMITS; id++) {
        insert(connection, id, new byte[random.nextInt(MAX_BYTES)]);
        execute(connection, "DELETE FROM entry WHERE id = " + (id - 1 - random.nextInt(5)));
        int last = id;
        Files.copy(file, killed, StandardCopyOption.REPLACE_EXISTING);
        try (Connection after = ConnectionPool.h2Alone(directory, killed).getConnection()) {
          assertEquals(last, lastOf(after), "the last entry of " + last);
        }
      }
    }
  }

  private static void insert(Connection connection, int id, byte[] body) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO entry VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setBytes(2, body);
      insert.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int lastOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT MAX(id) FROM entry")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
