package dev.keyporter.db.account;

import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;
import static org.jooq.impl.DSL.select;

import org.jooq.Condition;
import org.jooq.DSLContext;

/** Erases recorded requests with all that hangs on them. */
public final class RequestPurge {
  private RequestPurge() {}

  /**
   * Erases, as part of a transaction.
   *
   * @param which says which rows of the request table
   * @return how many requests
   */
  public static int erase(DSLContext sql, Condition which) {
    var ids = select(REQUEST.ID).from(REQUEST).where(which);
    sql.deleteFrom(EXCHANGE).where(EXCHANGE.REQUEST_ID.in(ids)).execute();
    sql.deleteFrom(RATING).where(RATING.REQUEST_ID.in(ids)).execute();
    sql.deleteFrom(PROVIDER_REFERENCE).where(PROVIDER_REFERENCE.REQUEST_ID.in(ids)).execute();
    return sql.deleteFrom(REQUEST).where(which).execute();
  }
}
