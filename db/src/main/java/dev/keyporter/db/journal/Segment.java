package dev.keyporter.db.journal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file of the journal and how many of its entries are not in the database yet.
 *
 * <p>Its owner is {@link Journal}, which deletes it once all are.
 */
public final class Segment {
  final Path path;
  final JournalFile file;
  private final AtomicInteger unfolded = new AtomicInteger();

  Segment(Path path, JournalFile file) {
    this.path = path;
    this.file = file;
  }

  void holds(int entries) {
    unfolded.addAndGet(entries);
  }

  /** One of its entries is in the database, or has been given up. */
  public void folded() {
    unfolded.decrementAndGet();
  }

  boolean isFolded() {
    return unfolded.get() == 0;
  }
}
