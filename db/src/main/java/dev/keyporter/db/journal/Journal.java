package dev.keyporter.db.journal;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.traffic.RecordEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * This process's journal in front of the embedded database. What is appended survives the end of
 * the process at once; it comes into the database a little later, many entries in one transaction,
 * which H2 writes with a fraction of the bytes. Whoever folds it tells each {@link Segment}; a file
 * goes once all it holds is in the database, so that where there is no file, nothing waits.
 *
 * <p>What a process leaves behind that is killed, the next one folds: {@link JournalFolder}.
 */
public final class Journal implements AutoCloseable {
  /**
   * Room that is kept for the end of each open request before another is let begin, in bytes: a
   * disk that fills must not take the end of what was already asked.
   */
  private static final int END_BYTES = 16 << 10;

  private final DataDirectory directory;
  private final JournalFolder folder;
  private final Reserve reserve;
  private final UUID instance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptier = lock.newCondition();

  /** Oldest first. All but the last take nothing any more. */
  private final Deque<Segment> segments = new ArrayDeque<>();

  private @Nullable Segment active;
  private long number;

  /** Requests whose beginning was appended and whose end was not. */
  private long open;

  private volatile Runnable hurry = () -> {};

  /** The folding thread's own. */
  private long hurriedAt;

  /**
   * @param directory where the files are
   * @param instance the process's row in {@code instance}, which names its files
   */
  public Journal(DataDirectory directory, UUID instance) {
    this.directory = directory;
    this.folder = new JournalFolder(directory);
    this.reserve = new Reserve(directory.resolve(JournalFolder.reserve(instance)));
    this.instance = instance;
    this.hurriedAt = folder.hurriedAt();
  }

  /** Whether another process has come to wait for what is here since this was asked last. */
  public boolean othersWait() {
    long before = hurriedAt;
    hurriedAt = folder.hurriedAt();
    return hurriedAt != before;
  }

  /** Says who folds: called where somebody waits for what was appended to be in the database. */
  public void foldedBy(Runnable hurry) {
    this.hurry = hurry;
  }

  /**
   * Appends entries, all or none: they are with the operating system when this returns.
   *
   * @return to be told of each entry once it is in the database
   * @throws DatabaseException where the disk refuses; nothing was appended then
   */
  public Segment append(List<RecordEntry> entries) {
    byte[] bytes = EntryCodec.encode(entries);
    lock.lock();
    try {
      long opened = opened(entries);
      if (opened > 0) {
        reserve.keep((open + opened) * END_BYTES);
      }
      Segment segment = appendTo(bytes, opened <= 0);
      segment.holds(entries.size());
      open = Math.max(0, open + opened);
      return segment;
    } catch (IOException e) {
      throw refused(e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param isOwed whether room was kept for it
   */
  private Segment appendTo(byte[] bytes, boolean isOwed) throws IOException {
    try {
      Segment segment = active == null ? begin() : active;
      segment.file.append(bytes);
      return segment;
    } catch (IOException e) {
      if (!isOwed) {
        throw e;
      }
      reserve.giveUp();
      Segment segment = active == null ? begin() : active;
      segment.file.append(bytes);
      return segment;
    }
  }

  /** How many more requests are open after these entries. */
  private static long opened(List<RecordEntry> entries) {
    long opened = 0;
    for (RecordEntry entry : entries) {
      opened +=
          switch (entry) {
            case RecordEntry.Begun _ -> 1;
            case RecordEntry.Ended _ -> -1;
            case RecordEntry.Whole _,
                RecordEntry.Referenced _,
                RecordEntry.TokenUsed _,
                RecordEntry.OldestOpen _ ->
                0;
          };
    }
    return opened;
  }

  private Segment begin() throws IOException {
    Path path = directory.resolve(JournalFolder.name(instance, number++));
    var segment = new Segment(path, JournalFile.create(path));
    segments.add(segment);
    active = segment;
    return segment;
  }

  private DatabaseException refused(IOException failure) {
    String message = failure.getMessage();
    return message != null && message.contains("No space left on device")
        ? new DatabaseException(
            Kind.FULL, "The disk that holds the database is full. Free some space on it.", failure)
        : new DatabaseException(
            Kind.NOT_WRITABLE,
            "The data directory " + directory.path() + " cannot be written.",
            failure);
  }

  /** Deletes the files whose entries are all in the database, durably. */
  public void discardFolded() {
    lock.lock();
    try {
      while (!segments.isEmpty() && segments.getFirst().isFolded()) {
        discard(segments.removeFirst());
      }
      reserve.shrink(open * END_BYTES);
    } catch (IOException _) {
      // It stays larger than it has to be.
    } finally {
      emptier.signalAll();
      lock.unlock();
    }
  }

  @SuppressWarnings("ReferenceEquality") // One of them is the active one.
  private void discard(Segment segment) {
    if (segment == active) {
      active = null;
    }
    try {
      segment.file.close();
      Files.deleteIfExists(segment.path);
    } catch (IOException _) {
      // Folding it again changes nothing.
    }
  }

  /** The next entry goes into another file, so that those there are can be folded whole. */
  public void turn() {
    lock.lock();
    try {
      active = null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether all that was appended is in the database. */
  public boolean isFolded() {
    lock.lock();
    try {
      return segments.stream().allMatch(Segment::isFolded);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the database has what was appended before, so that a read finds it.
   *
   * @return false where it has not after that time: the database itself will say why
   */
  public boolean settle(Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      if (isFolded()) {
        return true;
      }
      turn();
      Segment last = segments.getLast();
      hurry.run();
      while (segments.contains(last) && !last.isFolded()) {
        if (nanos <= 0) {
          return false;
        }
        nanos = emptier.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files. Those that are not folded stay for another process. */
  @Override
  public void close() {
    discardFolded();
    lock.lock();
    try {
      for (Segment segment : segments) {
        segment.file.close();
      }
      segments.clear();
      active = null;
      reserve.close();
    } catch (IOException _) {
      // They close with the process.
    } finally {
      lock.unlock();
    }
  }
}
