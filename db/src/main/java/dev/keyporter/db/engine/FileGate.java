package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Keeps every process from opening the embedded database while its file is replaced. */
final class FileGate {
  /** Java refuses to lock a file twice in one process, so its threads share one lock. */
  private static final Map<Path, FileGate> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantReadWriteLock threads = new ReentrantReadWriteLock();
  private int passing;
  private @Nullable FileChannel open;

  private FileGate(Path file) {
    this.file = file;
  }

  static FileGate of(DataDirectory directory) {
    return IN_THIS_PROCESS.computeIfAbsent(directory.resolve("keyporter.gate"), FileGate::new);
  }

  /** Work with the database or its file. */
  interface Work<T extends @Nullable Object> {
    T run() throws SQLException, IOException;
  }

  /** Opens a connection, as soon as nobody replaces the file. Any number of threads may at once. */
  <T> T pass(Work<T> work) throws SQLException {
    threads.readLock().lock();
    try {
      enter();
      try {
        return work.run();
      } finally {
        leave();
      }
    } catch (IOException e) {
      throw notWritable(e);
    } finally {
      threads.readLock().unlock();
    }
  }

  private synchronized void enter() throws IOException {
    if (passing == 0) {
      open = locked(true);
    }
    passing++;
  }

  private synchronized void leave() throws IOException {
    passing--;
    if (passing == 0 && open != null) {
      open.close();
      open = null;
    }
  }

  /** Replaces the file while nobody opens it. */
  <T extends @Nullable Object> T close(Work<T> work) throws SQLException {
    threads.writeLock().lock();
    try (FileChannel _ = locked(false)) {
      return work.run();
    } catch (IOException e) {
      throw notWritable(e);
    } finally {
      threads.writeLock().unlock();
    }
  }

  /** The lock goes with the channel. */
  private FileChannel locked(boolean shared) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            DataDirectory.ownerOnly(file, "rw-------"));
    channel.lock(0, Long.MAX_VALUE, shared);
    return channel;
  }

  private DatabaseException notWritable(IOException cause) {
    return new DatabaseException(
        Kind.NOT_WRITABLE,
        "The data directory " + file.getParent() + " cannot be written. Check its owner.",
        cause);
  }
}
