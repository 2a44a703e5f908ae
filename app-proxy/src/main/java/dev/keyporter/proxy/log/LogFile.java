package dev.keyporter.proxy.log;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.engine.WriteObstacle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of this process in the data directory: {@code logs/keyporter-0.0.log} is the newest file,
 * {@code logs/keyporter-0.4.log} the oldest. A second process at the same time writes {@code
 * keyporter-1.*}, and so on. Libraries are heard from warnings on.
 */
public final class LogFile implements AutoCloseable {
  private static final String DIRECTORY = "logs";
  private static final int FILES = 5;
  private static final int FILE_BYTES = 2 << 20;
  private static final Duration KEPT = Duration.ofDays(14);
  private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

  private static final Logger ROOT = Logger.getLogger("");

  /** Held, or its level is lost. */
  private static final Logger OWN = Logger.getLogger("dev.keyporter");

  private final Lines handler;

  private LogFile(Lines handler) {
    this.handler = handler;
  }

  /** Makes what goes to standard error brief, and as discreet as the log, in the whole process. */
  public static void quietStandardError() {
    ROOT.setLevel(Level.WARNING);
    for (Handler handler : ROOT.getHandlers()) {
      handler.setLevel(Level.WARNING);
      handler.setFormatter(new LogLine());
    }
  }

  /**
   * Logs to the data directory from now on, and removes log files that nobody has written to for 14
   * days.
   *
   * @throws DatabaseException of kind {@code NOT_WRITABLE}
   */
  public static LogFile open(DataDirectory data, LogLevel level, Clock clock) {
    quietStandardError();
    Path directory = data.inner(DIRECTORY).path();
    removeOld(directory, clock.instant());
    try {
      var file = new OwnersFile(directory);
      file.setEncoding("UTF-8");
      file.setFormatter(new LogLine());
      // A full disk must not turn into stack traces on standard error; the next line tries again.
      file.setErrorManager(new Silence());
      var handler = new Lines(file, level.level(), directory, clock);
      OWN.setLevel(level.level());
      ROOT.addHandler(handler);
      return new LogFile(handler);
    } catch (IOException e) {
      throw new DatabaseException(
          Kind.NOT_WRITABLE,
          "No log can be written to "
              + directory
              + ". "
              + WriteObstacle.sentence(directory.resolve("keyporter-0.0.log"), e),
          e);
    }
  }

  /** A percent sign means something in a pattern, but not in a directory's name. */
  private static String pattern(Path directory) {
    return directory.toString().replace("%", "%%") + "/keyporter-%u.%g.log";
  }

  private static void removeOld(Path directory, Instant now) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "keyporter-*.log")) {
      for (Path file : files) {
        // A living process may have had nothing to say for long: it holds a lock file.
        boolean isInUse = Files.exists(file.resolveSibling(file.getFileName() + ".lck"));
        if (!isInUse && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException _) {
      // They stay until next time.
    }
  }

  /** Writes a line that is for nothing but the log. */
  public void note(Level level, String message, Throwable cause) {
    var event = new LogRecord(level, message);
    event.setLoggerName(LogFile.class.getName());
    event.setThrown(cause);
    handler.publish(event);
  }

  /** Ends the log; what is logged after it is not kept. */
  @Override
  public void close() {
    handler.end();
  }

  /** Chooses what is kept, and looks for old files now and then. */
  private static final class Lines extends Handler {
    private final FileHandler file;
    private final Level level;
    private final Path directory;
    private final Clock clock;
    private Instant looked;
    private volatile boolean isProcessEnding;
    private volatile boolean hasEnded;

    private Lines(FileHandler file, Level level, Path directory, Clock clock) {
      this.file = file;
      this.level = level;
      this.directory = directory;
      this.clock = clock;
      this.looked = clock.instant();
    }

    @Override
    public void publish(LogRecord event) {
      boolean isKept =
          LogLine.isOwn(event)
              ? event.getLevel().intValue() >= level.intValue()
              : isHeard(event.getLevel());
      if (isKept) {
        keep(event);
      }
    }

    /** A line that cannot be written, for want of memory say, must not fail whoever said it. */
    private void keep(LogRecord event) {
      try {
        tidy(clock.instant());
        file.publish(event);
      } catch (RuntimeException | Error _) {
        // Nobody could be told but through the log itself.
      }
    }

    /** What libraries say while the process ends, unasked, is of no use. */
    private boolean isHeard(Level library) {
      return !isProcessEnding
          && library.intValue() >= Math.max(level.intValue(), Level.WARNING.intValue());
    }

    private synchronized void tidy(Instant now) {
      if (now.isAfter(looked.plus(BETWEEN_LOOKS))) {
        looked = now;
        removeOld(directory, now);
      }
    }

    @Override
    public void flush() {
      file.flush();
    }

    /** Java's logging closes and drops every handler at once when the process is asked to end. */
    @Override
    public void close() {
      if (!hasEnded) {
        isProcessEnding = true;
        ROOT.addHandler(this);
      }
    }

    private void end() {
      hasEnded = true;
      ROOT.removeHandler(this);
      file.close();
    }
  }

  /** Java's own, with every file for its owner alone, also when a new one is begun. */
  private static final class OwnersFile extends FileHandler {
    private static final Set<PosixFilePermission> OWNER_ONLY =
        PosixFilePermissions.fromString("rw-------");

    /** Null while the constructor above this one opens the first file. */
    private @Nullable Path directory;

    private OwnersFile(Path directory) throws IOException {
      super(pattern(directory), FILE_BYTES, FILES, true);
      this.directory = directory;
      restrict(directory);
    }

    @Override
    protected synchronized void setOutputStream(OutputStream out) {
      super.setOutputStream(out);
      if (directory != null) {
        restrict(directory);
      }
    }

    /** Nobody else gets into the directory either, so that nothing is open to others meanwhile. */
    private static void restrict(Path directory) {
      if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "keyporter-*")) {
        for (Path file : files) {
          Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
      } catch (IOException _) {
        // Another process may just have moved one.
      }
    }
  }

  private static final class Silence extends ErrorManager {
    @Override
    public void error(String message, Exception failure, int code) {
      // Nobody could be told but through the log itself.
    }
  }
}
