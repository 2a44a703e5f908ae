package dev.keyporter.console.connect.guide;

import java.util.Locale;

/** The operating system a tool runs on: it decides where files are and how variables are set. */
public enum Os {
  LINUX("Linux"),
  MACOS("macOS"),
  WINDOWS("Windows");

  private final String title;

  Os(String title) {
    this.title = title;
  }

  /** The one this program runs on. */
  public static Os current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
  }

  /** Its name, the same in all languages. */
  public String title() {
    return title;
  }

  /** A file in the user's home directory. */
  String inHome(String path) {
    return this == WINDOWS ? "%USERPROFILE%\\" + path.replace('/', '\\') : "~/" + path;
  }
}
