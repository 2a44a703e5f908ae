package dev.keyporter.proxy.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where a user's own files are. */
public final class HomeDirectory {
  private HomeDirectory() {}

  /**
   * What a shell calls {@code ~}, also where that is not the directory the system's list of users
   * names, which is all that Java looks at.
   */
  public static Path of(Map<String, String> environment) {
    String set = environment.get("HOME");
    return set != null && Path.of(set).isAbsolute()
        ? Path.of(set)
        : Path.of(System.getProperty("user.home"));
  }
}
