package dev.keyporter.console;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the system keeps the program from running, in words for people. */
final class StartObstacle {
  /** Files that are open at once besides the program's own: database, locks, log, connections. */
  private static final int FILES = 64;

  private StartObstacle() {}

  /**
   * Whether as many files may be open as the program needs at least. Without them the JVM reads
   * some of its classes, and says of the others that they do not exist.
   */
  static Optional<String> tooFewFiles() {
    return tooFewFiles(classPath().size() + FILES);
  }

  static Optional<String> tooFewFiles(int needed) {
    int free = free(needed);
    // Where not even one can be opened, the file may be what is missing.
    return free == 0 || free == needed
        ? Optional.empty()
        : Optional.of(
            "Only "
                + free
                + " more files may be open, and Keyporter needs "
                + needed
                + ". Raise the limit, as with 'ulimit -n 1024'.");
  }

  /** How many more files may be open, up to what is needed; Windows has no limit. */
  private static int free(int needed) {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return needed;
    }
    List<FileInputStream> open = new ArrayList<>();
    try {
      while (open.size() < needed) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException _) {
      // Counted below.
    } finally {
      open.forEach(StartObstacle::close);
    }
    return open.size();
  }

  private static void close(FileInputStream file) {
    try {
      file.close();
    } catch (IOException _) {
      // It was read from by nobody.
    }
  }

  /** What an error of the JVM means that ended the program. */
  static String sentence(Error error) {
    Optional<String> files = tooFewFiles();
    if (files.isPresent()) {
      return files.get();
    }
    if (error instanceof OutOfMemoryError) {
      return String.valueOf(error.getMessage()).contains("thread")
          ? "The system gives Keyporter no more threads. Raise the limit, as with 'ulimit -u 4096'."
          : "There is not enough memory for Keyporter.";
    }
    return classPath().stream()
        .filter(file -> !file.canRead())
        .findFirst()
        .map(
            file ->
                "The program's file "
                    + file
                    + " is missing or cannot be read. Install Keyporter again, or check its owner.")
        .orElseGet(
            () ->
                "A part of the program cannot be loaded ("
                    + error.getClass().getSimpleName()
                    + "). Install Keyporter again.");
  }

  private static List<File> classPath() {
    List<File> files = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        files.add(new File(entry));
      }
    }
    return files;
  }
}
