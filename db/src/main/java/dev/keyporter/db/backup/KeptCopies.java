package dev.keyporter.db.backup;

import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The copies that the program makes by itself before it changes everything: the latest of them. */
final class KeptCopies {
  /** The reason of those that are made before a restore. */
  static final String RESTORE = "restore";

  private static final int KEPT = 3;
  private static final String ENDING = ".kpbackup";
  private static final String FOLDER = "backups";
  private static final String RAW = ".mv.db";
  private static final String PART = ".part";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final DataDirectory directory;
  private final String prefix;

  /**
   * @param reason what they were made before
   */
  KeptCopies(DataDirectory parent, String reason) {
    this.directory = parent.inner(FOLDER);
    this.prefix = "before-" + reason + "-";
  }

  /** Those of restores; empty where there was none. */
  static Optional<KeptCopies> beforeRestore(DataDirectory parent) {
    return Files.isDirectory(parent.resolve(FOLDER))
        ? Optional.of(new KeptCopies(parent, RESTORE))
        : Optional.empty();
  }

  /** A name for the next one. */
  Path next(Instant now) {
    return directory.resolve(prefix + TIME.format(now) + ENDING);
  }

  /** A name for a database file that becomes the next one. */
  Path raw(Instant now) {
    return directory.resolve(prefix + TIME.format(now) + RAW);
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

  /** Database files that did not become backups, since the process was killed. */
  List<Path> raw() {
    return named(RAW);
  }

  /** Makes a backup of such a file, unless there is one or there is nothing in it. */
  void keep(Path raw, Connection connection, int version) throws SQLException {
    String name = raw.getFileName().toString();
    Path copy = raw.resolveSibling(name.substring(0, name.length() - RAW.length()) + ENDING);
    boolean isEmpty = TableShape.countRows(connection, TableShape.all(connection)) == 0;
    if (!isEmpty && !Files.exists(copy)) {
      Instant when =
          TIME.parse(name.substring(prefix.length(), name.length() - RAW.length()), Instant::from);
      write(copy, connection, version, when, Progress.NONE);
    }
  }

  /** Writes a backup of all that a connection sees. */
  static void write(Path copy, Connection connection, int version, Instant now, Progress progress)
      throws SQLException {
    var writer = new BackupWriter(connection, progress, Stage.KEEPING);
    NewFile.write(copy, false, out -> writer.write(out, version, now, null, null));
  }

  /** Files that were being written when their process was killed, unless it lives. */
  List<Path> parts() {
    return named(PART);
  }

  private List<Path> named(String ending) {
    try (Stream<Path> files = Files.list(directory.path())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(prefix) && name.endsWith(ENDING);
  }
}
