package dev.keyporter.db.backup;

import dev.keyporter.db.engine.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The copies that the program makes by itself before it changes everything: the latest of them. */
final class KeptCopies {
  private static final int KEPT = 3;
  private static final String ENDING = ".kpbackup";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final DataDirectory directory;
  private final String prefix;

  /**
   * @param reason what they were made before
   */
  KeptCopies(DataDirectory parent, String reason) {
    this.directory = parent.inner("backups");
    this.prefix = "before-" + reason + "-";
  }

  /** A name for the next one. */
  Path next(Instant now) {
    return directory.resolve(prefix + TIME.format(now) + ENDING);
  }

  /** A name for a database file that becomes the next one. */
  Path raw(Instant now) {
    return directory.resolve(prefix + TIME.format(now) + ".mv.db");
  }

  /**
   * Removes all but the latest.
   *
   * @param spared one that stays in any case
   */
  void prune(@Nullable Path spared) {
    try (Stream<Path> files = Files.list(directory.path())) {
      List<Path> copies = files.filter(this::isOne).sorted().toList();
      for (Path old : copies.subList(0, Math.max(0, copies.size() - KEPT))) {
        if (spared == null || !Files.isSameFile(old, spared)) {
          Files.deleteIfExists(old);
        }
      }
    } catch (IOException _) {
      // The next time.
    }
  }

  private boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(prefix) && name.endsWith(ENDING);
  }
}
