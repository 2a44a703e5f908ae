package dev.keyporter.db.engine;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.h2.engine.Constants;
import org.h2.engine.SessionRemote;

/**
 * The process that has the embedded database's file open and serves the others. H2 notes it in a
 * file, which stays where that process was killed: H2 would look at it for four seconds before it
 * believes that, and two processes that do so disturb each other. To be asked past the gate.
 */
final class FileOwner {
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Logger LOG = Logger.getLogger(FileOwner.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(5);

  /**
   * Channels to files that this process has open elsewhere, by what tells files apart. Also its own
   * lock: one thread asks at a time.
   */
  private static final Map<Object, FileChannel> OURS = new HashMap<>();

  private final FreeSpace space;
  private final Path note;
  private final Path file;

  FileOwner(DataDirectory directory) {
    this.space = new FreeSpace(directory);
    this.note = directory.resolve("keyporter.lock.db");
    this.file = directory.resolve(ConnectionPool.FILE);
  }

  /** What the process does that has the file open. */
  enum State {
    /** There is none. */
    GONE,
    ANSWERS,
    /** It was stopped, or is too busy. */
    SILENT,
    /** It serves nobody any more, or not yet. */
    CLOSING
  }

  /**
   * How long is waited for the process.
   *
   * @param silence before the first words
   * @param silent where it does not answer
   * @param closing where it is closing the file: of a large one that takes a while
   */
  record Patience(Duration silence, Duration silent, Duration closing) {
    static final Patience STANDARD =
        new Patience(PatientLock.SILENCE, Duration.ofSeconds(30), Duration.ofMinutes(3));
  }

  /** Removes the note of one that is no more, and waits a moment for one that is just ending. */
  void settle() throws IOException, SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      switch (state()) {
        case GONE -> {
          if (!space.isEnough()) {
            throw new SQLNonTransientConnectionException("No space left on device", "53100");
          }
          return;
        }
        case ANSWERS -> {
          return;
        }
        case CLOSING -> {
          if (System.nanoTime() > deadline) {
            return; // H2 says what is wrong.
          }
        }
        case SILENT -> {
          if (System.nanoTime() > deadline) {
            // H2 would wait for it without an end.
            throw new SQLNonTransientConnectionException(
                PatientLock.holder(file) + " does not answer.", "08001");
          }
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Before the database is opened: waits until nobody is in the way, and says who is.
   *
   * @param gate what to ask past
   * @throws DatabaseException of kind {@code UNREACHABLE} when it takes too long
   */
  void await(FileGate gate, Patience patience) throws SQLException {
    long start = System.nanoTime();
    boolean told = false;
    while (true) {
      State state = gate.pass(this::state);
      if (state == State.GONE || state == State.ANSWERS) {
        return;
      }
      boolean isClosing = state == State.CLOSING;
      String what =
          isClosing ? " is closing the database." : " has the database open and does not answer.";
      Duration most = isClosing ? patience.closing() : patience.silent();
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(most) > 0) {
        throw new DatabaseException(
            DatabaseException.Kind.UNREACHABLE,
            PatientLock.holder(file) + what + " Let it go on or end it, and try again.");
      }
      if (!told && waited.compareTo(patience.silence()) > 0) {
        told = true;
        LOG.warning(
            PatientLock.holder(file) + what + " Waiting up to " + most.toSeconds() + " s for it…");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** What there is to say of the process now; removes the note of one that is no more. */
  State state() throws IOException {
    if (!Files.exists(note)) {
      return State.GONE;
    }
    State state = ask();
    if (state != State.ANSWERS && isGone()) {
      Files.deleteIfExists(note);
      return State.GONE;
    }
    return state;
  }

  /**
   * Asks as H2 itself does, whether it has the database of that number open. Only whether an answer
   * comes is of interest: a stopped process' system takes connections for it.
   */
  private State ask() {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(note)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException _) {
      return State.CLOSING;
    }
    String server = properties.getProperty("server", "");
    String id = properties.getProperty("id", "");
    try (var socket = new Socket()) {
      int port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) ANSWER.toMillis());
      socket.setSoTimeout((int) ANSWER.toMillis());
      var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      out.writeInt(Constants.TCP_PROTOCOL_VERSION_MIN_SUPPORTED);
      out.writeInt(Constants.TCP_PROTOCOL_VERSION_MAX_SUPPORTED);
      out.writeInt(-1); // no database
      out.writeInt(-1); // no URL
      out.writeInt(id.length());
      out.writeChars(id);
      out.writeInt(SessionRemote.SESSION_CHECK_KEY);
      out.flush();
      return socket.getInputStream().read() < 0 ? State.CLOSING : State.ANSWERS;
    } catch (SocketTimeoutException _) {
      // Also where it is not even connected: its system takes only so many connections for it.
      return State.SILENT;
    } catch (IOException | IllegalArgumentException _) {
      return State.CLOSING;
    }
  }

  /**
   * Whether nobody has the file open. Where this process has, the channel it is asked by stays open
   * and is the only one: on POSIX systems closing any channel to a file, and be it as garbage,
   * drops the whole process's locks on it.
   */
  boolean isGone() throws IOException {
    try {
      // Not the path: another file may have taken its place meanwhile.
      Object identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      Object key = identity == null ? file.toAbsolutePath() : identity;
      synchronized (OURS) {
        return isFree(key);
      }
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  private boolean isFree(Object key) throws IOException {
    FileChannel kept = OURS.get(key);
    FileChannel channel = kept == null ? FileChannel.open(file, StandardOpenOption.WRITE) : kept;
    try {
      FileLock lock = channel.tryLock();
      OURS.remove(key);
      channel.close();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      OURS.put(key, channel);
      return false;
    }
  }
}
