package dev.keyporter.db.engine;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that has the embedded database's file open and serves the others. H2 notes it in a
 * file, which stays where that process was killed: H2 would look at it for four seconds before it
 * believes that, and two processes that do so disturb each other. To be asked past the gate.
 */
final class FileOwner {
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Channels to files that this process has open elsewhere, by what tells files apart. */
  private static final Map<Object, FileChannel> OURS = new ConcurrentHashMap<>();

  private final Path note;
  private final Path file;

  FileOwner(DataDirectory directory) {
    this.note = directory.resolve("keyporter.lock.db");
    this.file = directory.resolve(ConnectionPool.FILE);
  }

  /** Removes the note of one that is no more, and waits a moment for one that is just ending. */
  void settle() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Files.exists(note) && !answers()) {
      if (isGone()) {
        Files.deleteIfExists(note);
      } else if (System.nanoTime() > deadline) {
        return; // H2 says what is wrong.
      } else {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private boolean answers() {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(note)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
    String server = properties.getProperty("server", "");
    try (var socket = new Socket()) {
      int port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) ANSWER.toMillis());
      return true;
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * Whether nobody has the file open. Where this process has, the channel it is asked by stays
   * open: on POSIX systems closing any channel to a file drops the whole process's locks on it.
   */
  boolean isGone() throws IOException {
    try {
      // Not the path: another file may have taken its place meanwhile.
      Object identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      Object key = identity == null ? file.toAbsolutePath() : identity;
      FileChannel kept = OURS.remove(key);
      FileChannel channel = kept == null ? FileChannel.open(file, StandardOpenOption.WRITE) : kept;
      try {
        FileLock lock = channel.tryLock();
        channel.close();
        return lock != null;
      } catch (OverlappingFileLockException _) {
        OURS.put(key, channel);
        return false;
      }
    } catch (NoSuchFileException _) {
      return true;
    }
  }
}
