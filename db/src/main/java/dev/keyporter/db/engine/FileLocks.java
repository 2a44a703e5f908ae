package dev.keyporter.db.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Locks beside a database file that the processes of one machine share. */
final class FileLocks implements SignsOfLife {
  /**
   * The instances of this process. Their files must not be opened to look at their locks: closing
   * any channel to a file drops the whole process's locks on it on POSIX systems.
   */
  private static final Set<UUID> OWN = ConcurrentHashMap.newKeySet();

  private final DataDirectory directory;
  private @Nullable UUID held;
  private @Nullable FileChannel channel;

  FileLocks(DataDirectory directory) {
    this.directory = directory;
  }

  @Override
  public synchronized boolean begin(UUID instance) {
    Path file = file(instance);
    OWN.add(instance);
    try {
      FileChannel opened =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              DataDirectory.ownerOnly(file, "rw-------"));
      if (opened.tryLock() == null) {
        opened.close();
        OWN.remove(instance);
        return false;
      }
      channel = opened;
      held = instance;
      return true;
    } catch (IOException e) {
      OWN.remove(instance);
      throw new DatabaseException(
          DatabaseException.Kind.NOT_WRITABLE,
          "The data directory "
              + directory.path()
              + " cannot be written. "
              + WriteObstacle.sentence(file, e),
          e);
    }
  }

  @Override
  public List<DeadInstance> dead(List<DeadInstance> suspects) {
    return suspects.stream().filter(this::isDead).toList();
  }

  private boolean isDead(DeadInstance suspect) {
    UUID instance = suspect.id();
    if (OWN.contains(instance)) {
      return false;
    }
    Path file = file(instance);
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = opened.tryLock()) {
      if (lock == null) {
        return false;
      }
      Files.deleteIfExists(file);
      return true;
    } catch (NoSuchFileException _) {
      return true;
    } catch (IOException | OverlappingFileLockException _) {
      // Where another thread looks at the same moment, that one finds out.
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (channel == null || held == null) {
      return;
    }
    try {
      Files.deleteIfExists(file(held));
      channel.close();
    } catch (IOException _) {
      // The lock goes with the process at the latest.
    }
    OWN.remove(held);
    channel = null;
    held = null;
  }

  private Path file(UUID instance) {
    return directory.resolve(instance + ".lock");
  }
}
