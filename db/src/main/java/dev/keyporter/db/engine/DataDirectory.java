package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A directory of this machine's own files, readable by their owner only. */
public final class DataDirectory {
  /** Java refuses to lock a file twice in one process, so threads queue here first. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  /** The tables of a large database may just be changed, after a backup of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * Opens a directory; makes it, for its owner alone, where there is none.
   *
   * @throws DatabaseException of kind {@code NOT_WRITABLE}
   */
  public static DataDirectory open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(absolute, ownerOnly(absolute, "rwx------"));
      }
    } catch (IOException e) {
      throw notWritable(absolute, e);
    }
    if (!Files.isWritable(absolute)) {
      throw notWritable(absolute, new AccessDeniedException(absolute.toString()));
    }
    return new DataDirectory(absolute);
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** A directory inside this one. */
  public DataDirectory inner(String name) {
    return open(path.resolve(name));
  }

  /** Does what only one process at a time may do here, such as setting the directory up. */
  public <T> T alone(Supplier<T> work) {
    Path lock = path.resolve("setup.lock");
    IN_THIS_PROCESS.lock();
    try (FileChannel channel =
        FileChannel.open(
            lock,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            ownerOnly(path, "rw-------"))) {
      PatientLock.take(channel, lock, "is opening or setting up the database", PATIENCE);
      return work.get();
    } catch (IOException e) {
      throw notWritable(path, e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /**
   * Writes a text file for its owner alone; whoever reads it sees all of it or none. Call it from
   * {@link #alone} where two processes may write at once.
   */
  public void write(String name, String text) {
    Path target = path.resolve(name);
    Path draft = path.resolve(name + ".new");
    try {
      Files.deleteIfExists(draft);
      try (FileChannel channel =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(path, "rw-------"))) {
        channel.write(StandardCharsets.UTF_8.encode(text));
        channel.force(true);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(path);
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  /** Lets new names in a directory survive a power cut, where the system can do that. */
  public static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows cannot.
    }
  }

  /** A text file's content, without white space at its ends. */
  public String read(String name) {
    try {
      return Files.readString(path.resolve(name)).strip();
    } catch (IOException e) {
      throw new DatabaseException(
          Kind.OTHER, "The file " + path.resolve(name) + " cannot be read. Check its owner.", e);
    }
  }

  /** Removes a file; harmless where there is none. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(path.resolve(name));
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  /** Keeps a file from others, also where the directory was made by somebody who let them in. */
  void restrict(String name) {
    Path file = path.resolve(name);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException _) {
        // Another user's file: who may read it is up to them.
      }
    }
  }

  public boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  /** Size of the embedded database's file in bytes; empty while there is none. */
  public OptionalLong databaseBytes() {
    try {
      return OptionalLong.of(Files.size(path.resolve(ConnectionPool.FILE)));
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /** Whether a file is the embedded database's, by this name or another one. */
  public boolean isDatabase(Path file) {
    try {
      return Files.isSameFile(file, path.resolve(ConnectionPool.FILE));
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Attributes of what is made for its owner alone.
   *
   * @param where on whose file system
   * @param permissions as POSIX writes them; where there are none, the directory's are inherited
   */
  public static FileAttribute<?>[] ownerOnly(Path where, String permissions) {
    boolean posix = where.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static DatabaseException notWritable(Path path, IOException cause) {
    return new DatabaseException(
        WriteObstacle.of(inside(path), cause) == WriteObstacle.FULL ? Kind.FULL : Kind.NOT_WRITABLE,
        "The data directory "
            + path
            + " cannot be written. "
            + WriteObstacle.sentence(inside(path), cause),
        cause);
  }

  /** Some file of the directory; the directory itself while there is none. */
  private static Path inside(Path path) {
    return Files.isDirectory(path) ? path.resolve("file") : path;
  }
}
