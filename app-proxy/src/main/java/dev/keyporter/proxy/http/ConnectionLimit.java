package dev.keyporter.proxy.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections of clients fit into what a process may have open. Helidon gives up listening
 * where one cannot be accepted; with a limit the others wait until one has ended.
 */
public final class ConnectionLimit {
  /** The program's own files, the database's and the log's. */
  private static final int OWN = 160;

  /** The client's, the provider's, and where the demo provider answers the one on its side. */
  private static final int EACH = 3;

  /** Some must get through, or nobody would learn what is wrong. */
  private static final int FEWEST = 16;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+) ");

  private ConnectionLimit() {}

  /** The most connections at once; empty where the system does not tell its limit or has none. */
  public static OptionalInt ofProcess() {
    try {
      return of(Files.readString(LIMITS));
    } catch (IOException _) {
      return OptionalInt.empty();
    }
  }

  /**
   * @param limits as Linux writes them
   */
  static OptionalInt of(String limits) {
    Matcher found = OPEN_FILES.matcher(limits);
    if (!found.find() || found.group(1).length() > 9) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Math.max(FEWEST, (Integer.parseInt(found.group(1)) - OWN) / EACH));
  }
}
