package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of one process at a time open the embedded database or replace its file. Two that
 * open it at the same moment take each other for a process that died, and wait for seconds.
 */
final class FileGate {
  /** Java refuses to lock a file twice in one process, so threads queue here first. */
  private static final Map<Path, FileGate> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  /** What is done behind the gate takes seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path file;
  private final ReentrantLock threads = new ReentrantLock();

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

  /** Works while nobody else opens the database. */
  <T extends @Nullable Object> T pass(Work<T> work) throws SQLException {
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            DataDirectory.ownerOnly(file, "rw-------"))) {
      PatientLock.take(channel, file, "is opening the database", PATIENCE);
      return work.run();
    } catch (IOException e) {
      throw new DatabaseException(
          Kind.NOT_WRITABLE,
          "The data directory "
              + file.getParent()
              + " cannot be written. "
              + WriteObstacle.sentence(file, e),
          e);
    } finally {
      threads.unlock();
    }
  }
}
