package dev.keyporter.db.account;

import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;
import static dev.keyporter.db.generated.Tables.USAGE_SERIES;
import static org.jooq.impl.DSL.select;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.pack.PackErasure;
import dev.keyporter.db.usage.UsageErasure;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Erases recorded requests with all that hangs on them, their sums included. */
public final class RequestPurge {
  private RequestPurge() {}

  /** Erases a user's, as part of a transaction; returns how many. */
  public static int ofUser(DSLContext sql, UUID user) {
    return erase(sql, USAGE_SERIES.USER_ID.eq(user), REQUEST.USER_ID.eq(user));
  }

  /** Erases those made with a provider key, as part of a transaction; returns how many. */
  public static int ofKey(DSLContext sql, UUID key) {
    return erase(sql, USAGE_SERIES.KEY_ID.eq(key), REQUEST.KEY_ID.eq(key));
  }

  /** Erases an organization's, as part of a transaction; returns how many. */
  public static int ofOrganization(DSLContext sql, UUID organization) {
    return erase(
        sql,
        USAGE_SERIES.ORGANIZATION_ID.eq(organization),
        REQUEST.ORGANIZATION_ID.eq(organization));
  }

  private static int erase(DSLContext sql, Condition series, Condition which) {
    Transactions.takeTime(sql);
    UsageErasure.erase(sql, series);
    var ids = select(REQUEST.ID).from(REQUEST).where(which);
    PackErasure.exchanges(sql, id -> id.in(ids));
    sql.deleteFrom(RATING).where(RATING.REQUEST_ID.in(ids)).execute();
    sql.deleteFrom(PROVIDER_REFERENCE).where(PROVIDER_REFERENCE.REQUEST_ID.in(ids)).execute();
    return sql.deleteFrom(REQUEST).where(which).execute();
  }
}
