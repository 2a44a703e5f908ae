package dev.keyporter.proxy.refusal;

import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusalGroups;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is counted and not written yet. Groups of the latest day are remembered when they are taken,
 * so that a day's number of groups is kept over all takings.
 */
final class PendingCounts {
  /** Days for which counts wait, should the database be gone that long. */
  private static final int MOST_DAYS = 7;

  private final TreeMap<LocalDate, RefusalGroups> days = new TreeMap<>();
  private Map<RefusalGroup, RefusalCount> counts = new HashMap<>();
  private long lost;

  synchronized void add(RefusalCount one) {
    LocalDate day = one.group().day();
    RefusalGroups groups = days.computeIfAbsent(day, _ -> new RefusalGroups());
    RefusalCount placed = one.in(groups.place(one.group()));
    counts.merge(placed.group(), placed, RefusalCount::plus);
    if (days.size() > MOST_DAYS) {
      forget(days.pollFirstEntry().getKey());
    }
  }

  private void forget(LocalDate day) {
    counts
        .values()
        .removeIf(
            count -> {
              boolean isOld = count.group().day().equals(day);
              lost += isOld ? count.requests() : 0;
              return isOld;
            });
  }

  /** All there is, which is then no longer here. */
  synchronized List<RefusalCount> take() {
    List<RefusalCount> taken = List.copyOf(counts.values());
    counts = new HashMap<>();
    while (days.size() > 1) {
      days.pollFirstEntry();
    }
    return taken;
  }

  /** How many requests' counts were dropped since the beginning, because they waited too long. */
  synchronized long lost() {
    return lost;
  }
}
