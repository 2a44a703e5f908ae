package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Makes H2's file a little smaller. Two things make one larger than what it holds: gaps between its
 * chunks, which are what one commit wrote, and chunks of which most has been replaced since. The
 * chunks at the end move into the gaps, and the file is cut; what is left of the others is written
 * again, and they go. A step is so small that a commit beside it hardly waits.
 *
 * <p>H2 has no statement for this, so its classes are asked: the same ones that its own background
 * thread calls.
 */
final class CompactionStep {
  /** A smaller file is left alone, in bytes. */
  private static final long SMALL = 1L << 20;

  /** Of a file's bytes, or of its chunks', in percent. */
  private static final int FULL_ENOUGH = 92;

  /** Bytes of chunks that are written again at once. */
  private static final int REWRITTEN = 1 << 20;

  private static final long LEAST_MOVED = 1L << 20;
  private static final long MOST_MOVED = 32L << 20;

  /** After moving for longer, less is moved the next time. */
  private static final long LONG_NANOS = Duration.ofMillis(25).toNanos();

  /** Bytes of chunks that are moved at once. */
  private long moved = LEAST_MOVED;

  /** The file for which moving the most was of no use, by size in bytes and fill rate. */
  private long futileSize = -1;

  private int futileFill;

  /**
   * Takes a step.
   *
   * @return false where there is nothing to do, or nothing that this process could do: then another
   *     one has the file open
   */
  boolean take(Connection connection) throws SQLException {
    if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session)) {
      return false;
    }
    MVStore store = session.getDatabase().getStore().getMvStore();
    return store.getFileStore() instanceof RandomAccessStore file
        && file.size() > SMALL
        && (closeGaps(store, file) || rewrite(store, file));
  }

  /** True where the file has become smaller, or may with a larger step. */
  private boolean closeGaps(MVStore store, RandomAccessStore file) {
    long before = file.size();
    if (before == futileSize && file.getFillRate() == futileFill) {
      return false;
    }
    long start = System.nanoTime();
    // Also makes room of the chunks of which nothing is left.
    file.compactMoveChunks(FULL_ENOUGH, moved, store);
    boolean isSmaller = file.size() < before;
    if (isSmaller) {
      if (System.nanoTime() - start > LONG_NANOS) {
        moved = Math.max(LEAST_MOVED, moved / 2);
      }
      return true;
    }
    if (file.getFillRate() >= FULL_ENOUGH) {
      return false;
    }
    if (moved < MOST_MOVED) {
      moved *= 2; // The chunk at the end may be larger than what was to be moved.
      return true;
    }
    futileSize = file.size();
    futileFill = file.getFillRate();
    return false;
  }

  private static boolean rewrite(MVStore store, RandomAccessStore file) {
    return file.getChunksFillRate() < FULL_ENOUGH && store.compact(FULL_ENOUGH, REWRITTEN);
  }
}
