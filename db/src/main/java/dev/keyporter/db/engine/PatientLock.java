package dev.keyporter.db.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits for what another process has, and says for whom where that takes long. */
final class PatientLock {
  /** How long is waited in silence. */
  static final Duration SILENCE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Logger LOG = Logger.getLogger(PatientLock.class.getName());
  private static final Path LOCKS = Path.of("/proc/locks");

  private PatientLock() {}

  /**
   * Takes a file's lock, which is released with its channel.
   *
   * @param channel to the file
   * @param doing what the other process does, after its name
   * @throws DatabaseException of kind {@code UNREACHABLE} when it does so longer than the patience
   */
  static void take(FileChannel channel, Path file, String doing, Duration patience)
      throws IOException {
    long start = System.nanoTime();
    boolean told = false;
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(patience) > 0) {
        throw new DatabaseException(
            DatabaseException.Kind.UNREACHABLE,
            holder(file)
                + " "
                + doing
                + " and does not go on. Let it go on or end it, and try again.");
      }
      if (!told && waited.compareTo(SILENCE) > 0) {
        told = true;
        LOG.warning(holder(file) + " " + doing + ". Waiting for it…");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Who has a lock on a file, as the subject of a sentence. */
  static String holder(Path file) {
    return process(file).map(number -> "Process " + number).orElse("Another process");
  }

  /** Only Linux tells. */
  private static Optional<String> process(Path file) {
    try {
      Object inode = Files.getAttribute(file, "unix:ino");
      Pattern line = Pattern.compile("POSIX +ADVISORY +WRITE +([1-9]\\d*) +\\S+:" + inode + " ");
      return Files.readString(LOCKS)
          .lines()
          .map(line::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .findFirst();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
