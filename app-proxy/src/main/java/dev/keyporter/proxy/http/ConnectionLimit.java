package dev.keyporter.proxy.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections of clients fit into what a process may have open. Helidon gives up listening
 * where one cannot be accepted; with a limit the others wait until one has ended.
 *
 * @param openFiles the most files and connections that the process may have open
 */
public record ConnectionLimit(int openFiles) {
  /** The program's own files, the database's and the log's. */
  private static final int OWN = 160;

  /** The client's, the provider's, and where the demo provider answers the one on its side. */
  private static final int EACH = 3;

  /** Some must get through, or nobody would learn what is wrong. */
  private static final int FEWEST = 16;

  /** With fewer left, a database that opens its file again may find none. */
  private static final int SPARE = 16;

  /** Next to all: of so many one may still be free. */
  private static final int PART = 8;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+) ");

  /** This process's; empty where the system does not tell its limit or has none. */
  public static Optional<ConnectionLimit> ofProcess() {
    try {
      return of(Files.readString(LIMITS));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * @param limits as Linux writes them
   */
  static Optional<ConnectionLimit> of(String limits) {
    Matcher found = OPEN_FILES.matcher(limits);
    return found.find() && found.group(1).length() <= 9
        ? Optional.of(new ConnectionLimit(Integer.parseInt(found.group(1))))
        : Optional.empty();
  }

  /** The most connections at once. */
  public int connections() {
    return Math.max(FEWEST, (openFiles - OWN) / EACH);
  }

  /**
   * Whether next to nothing more can be opened: so that new clients wait, or something fails.
   *
   * @param connected connections of clients that there are
   */
  public boolean isNear(int connected) {
    return connected >= connections() - connections() / PART || openFiles - open() < SPARE;
  }

  /** Where even this cannot be looked up for want of a file, as many as there may be. */
  private int open() {
    String[] files = OPEN.toFile().list();
    return files == null ? openFiles : files.length;
  }
}
