package dev.keyporter.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection test, against a real PostgreSQL that wants a password. */
class DatabaseSectionTest {
  private static final String PASSWORD = "right-password";

  @TempDir Path directory;
  @TempDir Path rules;

  @Test
  void saysWhatAnswersOrWhyNothingDoes() throws Exception {
    try (EmbeddedPostgres server = start();
        RunningConsole console = RunningConsole.open(directory)) {
      allowOnlyWithPassword(server);
      console.fire("#nav-settings");
      RadioButton postgres = console.find("#settings-postgres", RadioButton.class);
      console.await("what is in use", () -> postgres.getToggleGroup().getSelectedToggle() != null);
      console.robot().interact(postgres::fire);

      String good = test(console, url(PASSWORD, server.getPort()));
      assertTrue(good.contains("PostgreSQL 17"), good);
      console.picture(Path.of("target/pictures/settings-database.png"));

      String refused = test(console, url("wrong-password", server.getPort()));
      assertTrue(refused.contains("password"), refused);
      assertTrue(!refused.contains("wrong-password"), "a secret is not repeated");
      console.picture(Path.of("target/pictures/settings-database-refused.png"));

      String nobody = test(console, url(PASSWORD, closedPort()));
      assertTrue(nobody.contains("reached"), nobody);
      assertEquals(0, tables(server), "nothing was changed there");
    }
  }

  private static String test(RunningConsole console, String url) {
    console.type("#settings-database-url", url);
    console.await("nothing said yet", () -> !console.has("#settings-database-feedback"));
    console.fire("#settings-test-database");
    console.await(
        "an answer",
        () ->
            console.has("#settings-database-feedback .ikonli-font-icon")
                && !console.find("#settings-test-database", Node.class).isDisabled());
    return console.words("#settings-database-feedback");
  }

  private static String url(String password, int port) {
    return "postgresql://keyporter:" + password + "@127.0.0.1:" + port + "/postgres";
  }

  private static int closedPort() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  private EmbeddedPostgres start() throws IOException {
    Path file = rules.resolve("pg_hba.conf");
    Files.writeString(file, "host all keyporter all scram-sha-256\nhost all all all trust\n");
    return EmbeddedPostgres.builder().setServerConfig("hba_file", file.toString()).start();
  }

  private static void allowOnlyWithPassword(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create role keyporter login password '" + PASSWORD + "'");
    }
  }

  private static int tables(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement();
        var found =
            sql.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
      found.next();
      return found.getInt(1);
    }
  }
}
