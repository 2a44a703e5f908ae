package dev.keyporter.db.refusal;

import dev.keyporter.model.refusal.RefusalCount;
import java.util.List;

/**
 * Counts to be added together, once, however often they are sent.
 *
 * @param number of this process's batches, rising
 */
public record RefusalBatch(long number, List<RefusalCount> counts) {
  public RefusalBatch {
    counts = List.copyOf(counts);
  }
}
