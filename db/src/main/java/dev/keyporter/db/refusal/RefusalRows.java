package dev.keyporter.db.refusal;

import static dev.keyporter.db.generated.Tables.REFUSED_REQUEST;

import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;

/** The table's rows as values. */
final class RefusalRows {
  private static final UUID NONE = new UUID(0, 0);

  private RefusalRows() {}

  static int day(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }

  static UUID token(RefusalGroup group) {
    return group.tokenId() == null ? NONE : group.tokenId().value();
  }

  static UUID organization(RefusalGroup group) {
    return group.organizationId() == null ? NONE : group.organizationId().value();
  }

  /** The row of a group. */
  static Condition of(RefusalGroup group) {
    return REFUSED_REQUEST
        .UTC_DAY
        .eq(day(group.day()))
        .and(REFUSED_REQUEST.CAUSE.eq(group.cause()))
        .and(REFUSED_REQUEST.TOKEN_ID.eq(token(group)))
        .and(REFUSED_REQUEST.ADDRESS.eq(group.address()))
        .and(REFUSED_REQUEST.PROGRAM.eq(group.program()));
  }

  static RefusalGroup group(Record row) {
    UUID token = row.get(REFUSED_REQUEST.TOKEN_ID);
    UUID organization = row.get(REFUSED_REQUEST.ORGANIZATION_ID);
    boolean isKnown = !token.equals(NONE);
    return new RefusalGroup(
        LocalDate.ofEpochDay(row.get(REFUSED_REQUEST.UTC_DAY)),
        row.get(REFUSED_REQUEST.CAUSE),
        isKnown ? new AccessTokenId(token) : null,
        isKnown ? new OrganizationId(organization) : null,
        row.get(REFUSED_REQUEST.ADDRESS),
        row.get(REFUSED_REQUEST.PROGRAM));
  }

  static RefusalCount count(Record row) {
    return new RefusalCount(
        group(row),
        row.get(REFUSED_REQUEST.HTTP_STATUS),
        row.get(REFUSED_REQUEST.PATH),
        row.get(REFUSED_REQUEST.REQUESTS),
        UtcTime.instant(row.get(REFUSED_REQUEST.FIRST_AT)),
        UtcTime.instant(row.get(REFUSED_REQUEST.LAST_AT)));
  }
}
