package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.FileOwner.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileOwnerTest {
  @TempDir Path directory;
  private Path note;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Patience HARDLY_ANY =
      new Patience(LONG, Duration.ofMillis(600), Duration.ofMillis(600));

  private FileOwner owner;
  private FileGate gate;

  @BeforeEach
  void makeFiles() throws IOException {
    note = directory.resolve("keyporter.lock.db");
    Files.createFile(directory.resolve("keyporter.mv.db"));
    DataDirectory data = DataDirectory.open(directory);
    owner = new FileOwner(data);
    gate = FileGate.of(data);
  }

  @Test
  void removesTheNoteOfAProcessThatWasKilled() throws Exception {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    Files.writeString(note, "server=localhost\\:" + port);
    owner.settle();
    assertFalse(Files.exists(note));
  }

  @Test
  void removesTheNoteOfAProcessThatWasKilledBeforeItServed() throws Exception {
    Files.writeString(note, "method=file");
    owner.settle();
    assertFalse(Files.exists(note));
  }

  @Test
  void leavesTheNoteOfOneThatAnswers() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(server));
      Files.writeString(note, "server=localhost\\:" + server.getLocalPort());
      owner.settle();
    }
    assertTrue(Files.exists(note));
  }

  private static void answer(ServerSocket server) {
    try (var client = server.accept()) {
      client.getInputStream().read();
      client.getOutputStream().write(new byte[4]);
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysWhichProcessHasTheFileOpenAndDoesNotAnswer() throws Exception {
    // As a stopped process does: its system takes the connection, nobody answers.
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FileChannel open =
            FileChannel.open(directory.resolve("keyporter.mv.db"), StandardOpenOption.WRITE);
        FileLock _ = open.lock()) {
      Files.writeString(note, "server=localhost\\:" + server.getLocalPort());

      var refusal = assertThrows(DatabaseException.class, () -> owner.await(gate, HARDLY_ANY));

      String said = String.valueOf(refusal.getMessage());
      assertTrue(said.contains(" has the database open and does not answer."), said);
      if (Files.exists(Path.of("/proc/locks"))) {
        assertTrue(said.startsWith("Process " + ProcessHandle.current().pid() + " "), said);
      }
      assertTrue(Files.exists(note));
    }
  }

  @Test
  void waitsForOneThatIsClosingALargeFileAndSaysSo() throws Exception {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    Files.writeString(note, "server=localhost\\:" + port);
    var words = new Words();
    try (FileChannel open =
        FileChannel.open(directory.resolve("keyporter.mv.db"), StandardOpenOption.WRITE)) {
      FileLock held = open.lock();
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      owner.await(gate, new Patience(Duration.ZERO, LONG, LONG));
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      String said = words.next();
      assertTrue(said.contains(" is closing the database. Waiting up to "), said);
      held.release();
      waiting.join();
    }
    assertFalse(Files.exists(note));
  }

  /** What the log is told. */
  private static final class Words extends Handler {
    private static final Logger LOG = Logger.getLogger(FileOwner.class.getName());
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

    Words() {
      LOG.addHandler(this);
    }

    String next() throws InterruptedException {
      String next = said.take();
      LOG.removeHandler(this);
      return next;
    }

    @Override
    public void publish(LogRecord event) {
      said.add(event.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void manyThreadsThatAskAtOnceShareOneChannel() throws Exception {
    Path file = directory.resolve("keyporter.mv.db");
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock _ = open.lock()) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Boolean>> answers = threads.invokeAll(Collections.nCopies(500, owner::isGone));
        for (Future<Boolean> answer : answers) {
          assertFalse(answer.get());
        }
      }
      // The lock's and the kept one: a third would be closed as garbage, and the lock be gone.
      assertEquals(2, descriptors(file.toRealPath()));
    }
    assertTrue(owner.isGone());
    assertEquals(0, descriptors(file.toRealPath()));
  }

  private static long descriptors(Path file) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(descriptor -> leadsTo(descriptor, file)).count();
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException _) {
      return false; // Closed meanwhile.
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void askingCostsThisProcessNoLock() throws Exception {
    Path file = directory.resolve("keyporter.mv.db");
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = open.lock()) {
      assertFalse(owner.isGone());
      assertFalse(owner.isGone());
      assertTrue(held.isValid());
      String locks = Files.readString(Path.of("/proc/locks"));
      assertTrue(locks.contains(":" + Files.getAttribute(file, "unix:ino") + " "), locks);
    }
    assertTrue(owner.isGone());
  }
}
