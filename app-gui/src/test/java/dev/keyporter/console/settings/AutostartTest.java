package dev.keyporter.console.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutostartTest {
  @TempDir Path home;

  @Test
  void writesAndTakesAwayADesktopFileInTheUsersOwnFolder() throws IOException {
    var autostart =
        new Autostart(Autostart.Desktop.LINUX, home, Map.of(), List.of("/usr/bin/keyporter"));
    Path file = home.resolve(".config/autostart/keyporter.desktop");
    autostart.turnOff();
    assertFalse(autostart.isOn());

    autostart.turnOn();
    assertTrue(autostart.isOn());
    assertTrue(Files.readString(file).contains("\nExec=\"/usr/bin/keyporter\"\n"));
    assertTrue(Files.readString(file).contains("\nTryExec=/usr/bin/keyporter\n"));

    autostart.turnOff();
    assertFalse(Files.exists(file));
  }

  @Test
  void followsAnotherFolderOfSettingsUnlessItIsRelative() throws IOException {
    var elsewhere =
        new Autostart(
            Autostart.Desktop.LINUX,
            home,
            Map.of("XDG_CONFIG_HOME", home.resolve("set").toString()),
            List.of("keyporter"));
    elsewhere.turnOn();
    assertTrue(Files.exists(home.resolve("set/autostart/keyporter.desktop")));

    var relative =
        new Autostart(
            Autostart.Desktop.LINUX, home, Map.of("XDG_CONFIG_HOME", "set"), List.of("keyporter"));
    relative.turnOn();
    assertTrue(Files.exists(home.resolve(".config/autostart/keyporter.desktop")));
  }

  @Test
  void keepsWordsWithSpacesQuotesAndPercentSignsWhole() throws IOException {
    new Autostart(
            Autostart.Desktop.LINUX, home, Map.of(), List.of("keyporter", "a \"b\" $c 100% \\"))
        .turnOn();
    String line =
        Files.readAllLines(home.resolve(".config/autostart/keyporter.desktop")).stream()
            .filter(one -> one.startsWith("Exec="))
            .findFirst()
            .orElseThrow();
    assertEquals("Exec=\"keyporter\" \"a \\\\\"b\\\\\" \\\\$c 100%% \\\\\\\\\"", line);
  }

  @Test
  void writesALaunchAgentThatIsWholeXml() throws Exception {
    new Autostart(
            Autostart.Desktop.MACOS, home, Map.of(), List.of("/Applications/Key & Porter", "<x>"))
        .turnOn();
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(
                withoutDoctype(home.resolve("Library/LaunchAgents/dev.keyporter.console.plist")));
    var words = document.getElementsByTagName("array").item(0).getTextContent().strip();
    assertEquals(
        List.of("/Applications/Key & Porter", "<x>"), words.lines().map(String::strip).toList());
  }

  /** The document type would be fetched from its URL. */
  private static InputStream withoutDoctype(Path file) throws IOException {
    return new ByteArrayInputStream(
        Files.readString(file).replaceAll("<!DOCTYPE[^>]*>", "").getBytes(UTF_8));
  }
}
