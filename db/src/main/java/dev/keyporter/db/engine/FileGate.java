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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps every process from opening the embedded database while its file is replaced. */
final class FileGate {
  /** Java refuses to lock a file twice in one process, so threads queue here first. */
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final Path file;

  FileGate(DataDirectory directory) {
    this.file = directory.resolve("keyporter.gate");
  }

  /** Work with the database or its file. */
  interface Work<T extends @Nullable Object> {
    T run() throws SQLException, IOException;
  }

  /** Opens a connection, as soon as nobody replaces the file. */
  <T> T pass(Work<T> work) throws SQLException {
    return locked(true, work);
  }

  /** Replaces the file while nobody opens it. */
  <T extends @Nullable Object> T close(Work<T> work) throws SQLException {
    return locked(false, work);
  }

  private <T extends @Nullable Object> T locked(boolean shared, Work<T> work) throws SQLException {
    ReentrantLock mine = IN_THIS_PROCESS.computeIfAbsent(file, _ -> new ReentrantLock());
    mine.lock();
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            DataDirectory.ownerOnly(file, "rw-------"))) {
      channel.lock(0, Long.MAX_VALUE, shared); // released with the channel
      return work.run();
    } catch (IOException e) {
      throw new DatabaseException(
          Kind.NOT_WRITABLE,
          "The data directory " + file.getParent() + " cannot be written. Check its owner.",
          e);
    } finally {
      mine.unlock();
    }
  }
}
