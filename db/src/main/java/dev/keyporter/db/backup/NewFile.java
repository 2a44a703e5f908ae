package dev.keyporter.db.backup;

import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.WriteObstacle;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a file for its owner alone under another name, and gives it its own when all of it is on
 * the disk: under that name there is never a part of one.
 */
final class NewFile {
  private static final int BUFFER = 1 << 16;

  private NewFile() {}

  /** Writes the content. */
  interface Content<T> {
    T writeTo(OutputStream out) throws IOException, SQLException;
  }

  /**
   * Writes a file.
   *
   * @param replace whether a file that is there may be replaced
   * @throws BackupException where it cannot be written; then nothing of it is left
   */
  static <T> T write(Path file, boolean replace, Content<T> content) throws SQLException {
    if (Files.isDirectory(file)) {
      throw new BackupException(
          Kind.NOT_WRITABLE, "The file " + file + " was not written. It is a directory.");
    }
    if (!replace && Files.exists(file)) {
      throw new BackupException(
          Kind.EXISTS, "The file " + file + " is there already. Choose another name.");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    boolean done = false;
    boolean isOurs = false;
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            DataDirectory.ownerOnly(file, "rw-------"))) {
      isOurs = lock(channel);
      if (!isOurs) {
        throw new BackupException(
            Kind.EXISTS, "Another backup is being written to " + file + ". Choose another name.");
      }
      channel.truncate(0);
      var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      T result = content.writeTo(out);
      out.flush();
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
      DataDirectory.force(directory(file));
      return result;
    } catch (IOException e) {
      throw failure(file, e);
    } finally {
      if (isOurs && !done) {
        remove(part);
      }
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static BackupException failure(Path file, IOException cause) {
    WriteObstacle obstacle = WriteObstacle.of(file, cause);
    return new BackupException(
        obstacle == WriteObstacle.FULL ? Kind.FULL : Kind.NOT_WRITABLE,
        "The file " + file + " was not written. " + WriteObstacle.sentence(file, cause),
        cause);
  }

  /** A file that can be written is no root, so it has one. */
  private static Path directory(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // The next backup of that name writes over it.
    }
  }
}
