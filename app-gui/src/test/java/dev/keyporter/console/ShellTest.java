package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.proxy.demo.DemoProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  @TempDir Path directory;

  @Test
  void startsTheProxyAndGoesWhereKeysAndPaletteLead() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await(
          "a running proxy",
          () ->
              console.find(".kp-footer .kp-state", Label.class).getText().equals("Proxy running"));
      console
          .robot()
          .press(KeyCode.CONTROL, KeyCode.DIGIT6)
          .release(KeyCode.DIGIT6, KeyCode.CONTROL);
      console.await("Keys", () -> title(console).equals("Keys"));

      console.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
      console.find("#palette-field", javafx.scene.control.TextField.class);
      console.robot().write("conn");
      assertTrue(console.find("#palette-list", ListView.class).getItems().size() < 3);
      console.picture(Path.of("target/pictures/palette.png"));
      console.robot().type(KeyCode.ENTER);
      console.await("Connect", () -> title(console).equals("Connect"));
      console.picture(Path.of("target/pictures/connect.png"));
      assertEquals("Connect", title(console));
    }
  }

  @Test
  void theFooterTellsThatTheDatabaseDoesNotTakeTheRecord() throws Exception {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await("a running proxy", () -> footer(console).equals("Proxy running"));
      try (Database database = Seed.database(directory)) {
        var organization = database.organizations().create("Acme");
        Seed.key(database, organization, URI.create(DemoProvider.BASE_URL));
        String token = Seed.token(database, organization, null);
        sql("alter table request rename to request_elsewhere");
        String baseUrl = console.find("#address", Label.class).getText();
        Client.ask(baseUrl, token, "alice", "gpt-4o");
        console.await("what is wrong", () -> footer(console).startsWith("The record waits"));
        sql("alter table request_elsewhere rename to request");
        console.await("a proxy that is well", () -> footer(console).equals("Proxy running"));
      }
    }
  }

  private void sql(String statement) throws IOException, SQLException {
    String password = Files.readString(directory.resolve("database.password")).strip();
    String url = "jdbc:h2:file:" + directory.resolve("keyporter") + ";AUTO_SERVER=TRUE";
    try (Connection connection = DriverManager.getConnection(url, "keyporter", password);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String footer(RunningConsole console) {
    return console.find(".kp-footer .kp-state", Label.class).getText();
  }

  private static String title(RunningConsole console) {
    return console.find(".kp-screen-title", Label.class).getText();
  }
}
