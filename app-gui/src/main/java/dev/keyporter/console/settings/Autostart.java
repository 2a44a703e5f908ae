package dev.keyporter.console.settings;

import dev.keyporter.proxy.cli.HomeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Starting with the desktop session, by an entry of this user's alone: a desktop file on Linux, a
 * launch agent on macOS, a value of the registry on Windows. Blocks.
 */
public final class Autostart {
  private static final String RUN = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";
  private static final String NAME = "Keyporter";

  /** Whose way of starting programs is followed. */
  enum Desktop {
    LINUX,
    MACOS,
    WINDOWS;

    static Desktop of(String system) {
      String name = system.toLowerCase(Locale.ROOT);
      if (name.startsWith("windows")) {
        return WINDOWS;
      }
      return name.startsWith("mac") ? MACOS : LINUX;
    }
  }

  private final Desktop desktop;
  private final Path home;
  private final Map<String, String> environment;
  private final List<String> command;

  /**
   * An entry.
   *
   * @param command what is to be started, with its arguments
   */
  Autostart(Desktop desktop, Path home, Map<String, String> environment, List<String> command) {
    this.desktop = desktop;
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.command = List.copyOf(command);
  }

  /** The entry for this console; empty where it is not installed, so that there is no program. */
  public static Optional<Autostart> ofThisProgram(Path dataDirectory) {
    // Set by the launcher that packaging makes.
    return Optional.ofNullable(System.getProperty("jpackage.app-path"))
        .map(
            program ->
                new Autostart(
                    Desktop.of(System.getProperty("os.name", "")),
                    HomeDirectory.of(System.getenv()),
                    System.getenv(),
                    List.of(program, "--data-dir", dataDirectory.toAbsolutePath().toString())));
  }

  /** Whether there is an entry. */
  public boolean isOn() throws IOException {
    return switch (desktop) {
      case LINUX, MACOS -> Files.exists(file());
      case WINDOWS -> registry("query", RUN, "/v", NAME) == 0;
    };
  }

  /** Writes the entry, over an older one. */
  public void turnOn() throws IOException {
    switch (desktop) {
      case LINUX -> write(desktopFile());
      case MACOS -> write(launchAgent());
      case WINDOWS -> {
        String line =
            command.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" "));
        if (registry("add", RUN, "/v", NAME, "/t", "REG_SZ", "/d", line, "/f") != 0) {
          throw new IOException("The registry was not changed.");
        }
      }
    }
  }

  /** Takes the entry away; harmless where there is none. */
  public void turnOff() throws IOException {
    switch (desktop) {
      case LINUX, MACOS -> Files.deleteIfExists(file());
      case WINDOWS -> {
        if (isOn() && registry("delete", RUN, "/v", NAME, "/f") != 0) {
          throw new IOException("The registry was not changed.");
        }
      }
    }
  }

  private Path file() {
    if (desktop == Desktop.MACOS) {
      return home.resolve("Library/LaunchAgents/dev.keyporter.console.plist");
    }
    String set = environment.get("XDG_CONFIG_HOME");
    // A relative path is to be ignored: https://specifications.freedesktop.org/basedir-spec
    Path settings =
        set != null && Path.of(set).isAbsolute() ? Path.of(set) : home.resolve(".config");
    return settings.resolve("autostart/keyporter.desktop");
  }

  private void write(String text) throws IOException {
    Path file = file();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String desktopFile() {
    return """
    [Desktop Entry]
    Type=Application
    Name=Keyporter
    Exec=%s
    TryExec=%s
    Icon=keyporter
    Terminal=false
    """
        .formatted(
            command.stream().map(Autostart::quoted).collect(Collectors.joining(" ")),
            // Without the program there, nothing is tried: a removed package leaves this entry.
            command.getFirst().replace("\\", "\\\\"));
  }

  /**
   * A word of the Exec line: quoted for its reader, then escaped as any text of such a file. See
   * https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
   */
  private static String quoted(String word) {
    String inQuotes = word.replaceAll("[\"`$\\\\]", "\\\\$0").replace("%", "%%");
    return '"' + inQuotes.replace("\\", "\\\\") + '"';
  }

  private String launchAgent() {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>dev.keyporter.console</string>
      <key>RunAtLoad</key>
      <true/>
      <key>ProgramArguments</key>
      <array>
    %s  </array>
    </dict>
    </plist>
    """
        .formatted(
            command.stream()
                .map(word -> "    <string>" + inXml(word) + "</string>\n")
                .collect(Collectors.joining()));
  }

  private static String inXml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static int registry(String... arguments) throws IOException {
    var words = new ArrayList<>(List.of("reg.exe"));
    words.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
