package dev.keyporter.db.refusal;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.REFUSED_REQUEST;
import static org.jooq.impl.DSL.select;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.time.LocalDate;
import org.jooq.DSLContext;

/** Erases counts of refused requests, as part of a transaction. */
public final class RefusalErasure {
  private RefusalErasure() {}

  /** Those that came with an organization's tokens; returns how many groups. */
  public static int ofOrganization(DSLContext sql, OrganizationId organization) {
    return sql.deleteFrom(REFUSED_REQUEST)
        .where(REFUSED_REQUEST.ORGANIZATION_ID.eq(organization.value()))
        .execute();
  }

  /** Those that came with tokens bound to a user, whose rows must still be there. */
  public static int ofUser(DSLContext sql, UserId user) {
    return sql.deleteFrom(REFUSED_REQUEST)
        .where(
            REFUSED_REQUEST.TOKEN_ID.in(
                select(ACCESS_TOKEN.ID)
                    .from(ACCESS_TOKEN)
                    .where(ACCESS_TOKEN.USER_ID.eq(user.value()))))
        .execute();
  }

  /** Those of the days before one; returns how many groups. */
  public static int before(DSLContext sql, LocalDate day) {
    return sql.deleteFrom(REFUSED_REQUEST)
        .where(REFUSED_REQUEST.UTC_DAY.lt(RefusalRows.day(day)))
        .execute();
  }
}
