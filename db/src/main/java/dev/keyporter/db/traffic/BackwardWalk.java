package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rows from newest to oldest, a window of ids at a time. A window grows while it is
 * answered quickly and shrinks where it is not, so that no single query is long, however rare the
 * matches; when its time is up, the walk says how far it came.
 */
final class BackwardWalk {
  private static final long HOUR = Duration.ofHours(1).toMillis() << RequestId.MILLIS_SHIFT;
  private static final long MINUTE = HOUR / 60;
  private static final Duration INSTANT = Duration.ofMillis(50);
  // On a busy machine even an empty window takes its time: it must not shrink for that.
  private static final Duration QUICK = Duration.ofMillis(150);
  private static final Duration SLOW = Duration.ofMillis(400);

  private final DSLContext context;
  private final FilterPlan plan;
  private final long deadline;

  BackwardWalk(DSLContext context, FilterPlan plan, Duration budget) {
    this.context = context;
    this.plan = plan;
    this.deadline = System.nanoTime() + budget.toNanos();
  }

  /** The next rows below an id. */
  RequestPage below(long before, int limit) {
    List<RequestSummary> rows = new ArrayList<>();
    long end = Math.min(before, plan.end());
    long width = HOUR;
    while (true) {
      Long newest = plan.rare() ? newestBelow(end) : (Long) (end - 1);
      if (newest == null || newest < plan.lowest()) {
        return new RequestPage(rows, null);
      }
      end = newest + 1;
      long start = plan.rare() ? Math.max(plan.lowest(), end - width) : plan.lowest();
      long began = System.nanoTime();
      rows.addAll(window(start, end, limit - rows.size()));
      if (rows.size() == limit) {
        return new RequestPage(rows, rows.getLast().id());
      }
      if (start <= plan.lowest()) {
        return new RequestPage(rows, null);
      }
      end = start;
      long now = System.nanoTime();
      if (now - deadline > 0) {
        return new RequestPage(rows, new RequestId(end));
      }
      width = next(width, now - began);
    }
  }

  private static long next(long width, long nanos) {
    if (nanos < QUICK.toNanos()) {
      int factor = nanos < INSTANT.toNanos() ? 4 : 2;
      return Math.min(width, Long.MAX_VALUE / factor) * factor;
    }
    return nanos > SLOW.toNanos() ? Math.max(MINUTE, width / 2) : width;
  }

  /**
   * Skips the times when nothing came. Not by {@code max}, for which H2 would read all rows below.
   */
  private @Nullable Long newestBelow(long end) {
    return context
        .select(REQUEST.ID)
        .from(REQUEST)
        .where(REQUEST.ID.lt(end))
        .orderBy(REQUEST.ID.desc())
        .limit(1)
        .fetchOne(REQUEST.ID);
  }

  private List<RequestSummary> window(long start, long end, int limit) {
    Condition inside = REQUEST.ID.ge(start).and(REQUEST.ID.lt(end));
    return plan.fetch(context, inside, limit);
  }
}
