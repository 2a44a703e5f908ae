package dev.keyporter.console;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.thread.VitalThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One console for a data directory: the first holds a lock and listens on loopback for a word from
 * later ones, which proves itself by a secret that only this user can read.
 */
final class SingleInstance implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SingleInstance.class.getName());
  private static final int PATIENCE_MILLIS = 2000;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);
  private static final String LOCK = "console.lock";
  private static final String ADDRESS = "console.address";

  private final FileChannel channel;
  private final FileLock lock;
  private @Nullable ServerSocket server;

  private SingleInstance(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Becomes the one console; empty where there is one already, which has been told to show. */
  static Optional<SingleInstance> acquire(DataDirectory directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      tell(directory);
      return Optional.empty();
    }
    return Optional.of(new SingleInstance(channel, lock));
  }

  /** Calls {@code show} whenever another start asks for the window. */
  void listen(DataDirectory directory, Runnable show) {
    var secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    String word = HexFormat.of().formatHex(secret);
    try {
      var socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
      server = socket;
      directory.write(ADDRESS, socket.getLocalPort() + "\n" + word);
      var _ =
          VitalThread.start(
              "console instance", "Listening for another start", () -> answer(socket, word, show));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A second start will not find this window.", e);
    }
  }

  /** Hears one call; null once the console closes. */
  private static @Nullable Duration answer(ServerSocket socket, String word, Runnable show) {
    try (Socket caller = socket.accept()) {
      caller.setSoTimeout(PATIENCE_MILLIS);
      byte[] said = caller.getInputStream().readNBytes(word.length());
      if (word.equals(new String(said, StandardCharsets.US_ASCII))) {
        show.run();
      }
      return Duration.ZERO;
    } catch (IOException e) {
      LOG.log(Level.FINE, "A call from another start ended.", e);
      return socket.isClosed() ? null : AFTER_FAILURE;
    }
  }

  private static void tell(DataDirectory directory) throws IOException {
    List<String> lines = directory.read(ADDRESS).lines().toList();
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(lines.getFirst())),
          PATIENCE_MILLIS);
      socket.getOutputStream().write(lines.getLast().getBytes(StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new IOException("no address", e);
    }
  }

  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
      lock.release();
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "The console's lock goes with its process.", e);
    }
  }
}
