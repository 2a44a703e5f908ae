package dev.keyporter.db.backup;

import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.engine.DataDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private static final long HARDLY_ANY = 1 << 20;

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
    if (isFull(file, cause)) {
      return new BackupException(
          Kind.FULL,
          "The disk is full: " + file + " was not written. Free some space on it.",
          cause);
    }
    String why =
        cause instanceof NoSuchFileException
            ? "There is no such directory."
            : cause instanceof FileAlreadyExistsException
                ? "Something else of that name is there."
                : "Check the directory's owner.";
    return new BackupException(
        Kind.NOT_WRITABLE, "The file " + file + " cannot be written. " + why, cause);
  }

  private static boolean isFull(Path file, IOException cause) {
    if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
      return true;
    }
    try {
      // What systems say differs, and in their language.
      return Files.getFileStore(directory(file)).getUsableSpace() < HARDLY_ANY;
    } catch (IOException _) {
      return false;
    }
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
