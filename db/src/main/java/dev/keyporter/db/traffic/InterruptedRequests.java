package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.usage.SeriesKey;
import dev.keyporter.db.usage.UsageIncrement;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** What becomes of the requests a process left behind. */
public final class InterruptedRequests {
  private final UsageRecorder sums;

  /**
   * @param sums counts them
   */
  public InterruptedRequests(UsageRecorder sums) {
    this.sums = sums;
  }

  /**
   * Marks the pending requests of a process that ended. To be called only in the transaction that
   * ends its row.
   *
   * @param oldestOpen from its row in {@code instance}; older requests are not looked at
   * @return how many were marked
   */
  public int mark(DSLContext context, UUID instance, long oldestOpen) {
    List<UsageIncrement> marked =
        context
            .selectFrom(REQUEST)
            .where(REQUEST.ID.ge(oldestOpen))
            .and(REQUEST.INSTANCE_ID.eq(instance))
            .and(REQUEST.STATUS.eq(RequestStatus.PENDING.label()))
            .orderBy(REQUEST.ID)
            .forUpdate()
            .fetch(
                row ->
                    UsageIncrement.interrupted(
                        new RequestId(row.getId()),
                        SeriesKey.of(
                            row.getOrganizationId(),
                            row.getUserId(),
                            row.getKeyId(),
                            row.getModel()),
                        row.getCreatedAt().toInstant(),
                        RequestRows.cost(row)));
    if (marked.isEmpty()) {
      return 0;
    }
    context
        .update(REQUEST)
        .set(REQUEST.STATUS, RequestStatus.INTERRUPTED.label())
        .where(REQUEST.ID.ge(oldestOpen))
        .and(REQUEST.INSTANCE_ID.eq(instance))
        .and(REQUEST.STATUS.eq(RequestStatus.PENDING.label()))
        .execute();
    sums.add(context, marked);
    return marked.size();
  }
}
