package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.model.traffic.RequestStatus;
import java.util.UUID;
import org.jooq.DSLContext;

/** What becomes of the requests a process left behind. */
public final class InterruptedRequests {
  private InterruptedRequests() {}

  /**
   * Marks the pending requests of a process that ended. To be called only while holding that
   * process's lock.
   *
   * @param oldestOpen from its row in {@code instance}; older requests are not looked at
   * @return how many were marked
   */
  public static int mark(DSLContext context, UUID instance, long oldestOpen) {
    return context
        .update(REQUEST)
        .set(REQUEST.STATUS, RequestStatus.INTERRUPTED.label())
        .where(REQUEST.ID.ge(oldestOpen))
        .and(REQUEST.INSTANCE_ID.eq(instance))
        .and(REQUEST.STATUS.eq(RequestStatus.PENDING.label()))
        .execute();
  }
}
