package dev.keyporter.db.backup;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.model.traffic.RequestId;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What people would miss: how much of it a database or a backup holds. Deleted things do not count.
 *
 * @param newest when the latest request arrived; null where there is none
 */
public record Contents(
    int organizations,
    int users,
    int keys,
    int tokens,
    int requests,
    int ratings,
    @Nullable Instant newest) {

  static Contents of(DSLContext sql) {
    return new Contents(
        sql.fetchCount(ORGANIZATION, ORGANIZATION.DELETED_AT.isNull()),
        sql.fetchCount(APP_USER, APP_USER.DELETED_AT.isNull()),
        sql.fetchCount(PROVIDER_KEY, PROVIDER_KEY.DELETED_AT.isNull()),
        sql.fetchCount(ACCESS_TOKEN, ACCESS_TOKEN.REVOKED_AT.isNull()),
        sql.fetchCount(REQUEST),
        sql.fetchCount(RATING),
        newest(sql));
  }

  private static @Nullable Instant newest(DSLContext sql) {
    Long id = sql.select(DSL.max(REQUEST.ID)).from(REQUEST).fetchSingle().value1();
    return id == null ? null : Instant.ofEpochMilli(new RequestId(id).millis());
  }

  /** Whether there is nothing to miss. */
  public boolean isEmpty() {
    return organizations + users + keys + tokens + requests + ratings == 0;
  }
}
