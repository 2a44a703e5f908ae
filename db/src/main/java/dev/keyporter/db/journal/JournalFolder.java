package dev.keyporter.db.journal;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.model.traffic.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journals of all processes that share the embedded database, by their files. */
public final class JournalFolder {
  private static final Logger LOG = Logger.getLogger(JournalFolder.class.getName());
  private static final String ENDING = ".journal";

  /** Its time tells when somebody last waited for all journals to be folded. */
  private static final String HURRY = "hurry";

  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Entries folded in one transaction. */
  private static final int MAX_BATCH = 1000;

  private static final long MAX_BATCH_WEIGHT = 8L << 20;

  private final DataDirectory directory;

  /**
   * @param directory where the files are
   */
  public JournalFolder(DataDirectory directory) {
    this.directory = directory;
  }

  static String name(UUID instance, long number) {
    return instance + "." + number + ENDING;
  }

  static String reserve(UUID instance) {
    return instance + ".reserve";
  }

  /**
   * Folds what a process left behind that was killed, and deletes it. To be called only while that
   * process is known to be dead, and before its requests are marked as interrupted. Doing it twice
   * changes nothing.
   *
   * @param log records in the dead process's name
   * @return the first request that it began, so that its end is missed no further back
   * @throws DatabaseException where the database cannot take them; the files stay then
   */
  public Optional<RequestId> fold(UUID instance, RequestLog log) {
    var batch = new Batch(log);
    List<Path> files = filesOf(instance);
    for (Path file : files) {
      try {
        JournalFile.read(file, batch::add);
      } catch (NoSuchFileException _) {
        // Another process folds the same journal, and was faster.
      } catch (JournalFile.NewerJournalException e) {
        throw new DatabaseException(
            Kind.NEWER_THAN_PROGRAM,
            "A newer version of Keyporter left requests in "
                + file
                + " that are not in the database yet. Start that version once.",
            e);
      } catch (IOException e) {
        throw new DatabaseException(Kind.OTHER, "The file " + file + " cannot be read.", e);
      }
    }
    batch.write();
    if (!files.isEmpty()) {
      log.sync();
      files.forEach(JournalFolder::delete);
    }
    delete(directory.resolve(reserve(instance)));
    return Optional.ofNullable(batch.first);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "The file " + file + " cannot be deleted.");
    }
  }

  /** Oldest first. */
  private List<Path> filesOf(UUID instance) {
    return files().stream()
        .filter(file -> file.getFileName().toString().startsWith(instance + "."))
        .sorted(Comparator.comparingLong(JournalFolder::number))
        .toList();
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    try {
      return Long.parseLong(name.substring(name.indexOf('.') + 1, name.length() - ENDING.length()));
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(directory.path())) {
      return files.filter(file -> file.getFileName().toString().endsWith(ENDING)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until what any process appended before this call is in the database. They are asked to
   * hurry, and look for that every few hundredths of a second.
   *
   * @return false where it is not after that time
   */
  public boolean awaitFolded(Duration patience) {
    long start = System.nanoTime();
    List<Path> waiting = files();
    if (!waiting.isEmpty()) {
      askToHurry();
    }
    while (!waiting.isEmpty()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      waiting = waiting.stream().filter(Files::exists).toList();
    }
    return true;
  }

  private void askToHurry() {
    Path mark = directory.resolve(HURRY);
    try {
      Files.write(mark, new byte[0]);
      Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
    } catch (IOException _) {
      // They fold within a second all the same.
    }
  }

  /** When somebody last asked to hurry; 0 where nobody did. */
  long hurriedAt() {
    try {
      return Files.getLastModifiedTime(directory.resolve(HURRY)).to(TimeUnit.NANOSECONDS);
    } catch (IOException _) {
      return 0;
    }
  }

  /** Gathers entries and writes them, many in one transaction. */
  private static final class Batch {
    private final RequestLog log;
    private final List<RecordEntry> entries = new ArrayList<>();
    private long weight;
    private @Nullable RequestId first;

    private Batch(RequestLog log) {
      this.log = log;
    }

    void add(List<RecordEntry> more) {
      for (RecordEntry entry : more) {
        entries.add(entry);
        weight += entry.weight();
        if (entry instanceof RecordEntry.Begun(var start)
            && (first == null || start.id().compareTo(first) < 0)) {
          first = start.id();
        }
        if (entries.size() >= MAX_BATCH || weight >= MAX_BATCH_WEIGHT) {
          write();
        }
      }
    }

    void write() {
      if (entries.isEmpty()) {
        return;
      }
      try {
        log.write(entries);
      } catch (DatabaseException e) {
        if (e.kind() != Kind.OTHER && e.kind() != Kind.CONFLICT) {
          throw e;
        }
        entries.forEach(this::writeAlone);
      }
      entries.clear();
      weight = 0;
    }

    /** One entry that the database refuses must not hold up all others for ever. */
    private void writeAlone(RecordEntry entry) {
      try {
        log.write(List.of(entry));
      } catch (DatabaseException e) {
        if (e.kind() != Kind.OTHER && e.kind() != Kind.CONFLICT) {
          throw e;
        }
        LOG.severe("An entry of the record cannot be written and is lost.");
      }
    }
  }
}
