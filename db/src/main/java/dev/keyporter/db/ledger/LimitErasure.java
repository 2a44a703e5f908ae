package dev.keyporter.db.ledger;

import static dev.keyporter.db.generated.Tables.ACCESS_LIMIT;
import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.LIMIT_LEASE;
import static dev.keyporter.db.generated.Tables.SPEND_ACCOUNT;
import static dev.keyporter.db.generated.Tables.SPEND_ESTIMATE;
import static org.jooq.impl.DSL.select;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** Erases limits and what was spent of them, as part of a transaction. */
public final class LimitErasure {
  private LimitErasure() {}

  /** An organization's own, its users' and its tokens'. */
  public static void ofOrganization(DSLContext sql, OrganizationId organization) {
    erase(
        sql,
        sql.select(ACCESS_LIMIT.SCOPE_ID)
            .from(ACCESS_LIMIT)
            .where(ACCESS_LIMIT.ORGANIZATION_ID.eq(organization.value()))
            .fetch(ACCESS_LIMIT.SCOPE_ID));
  }

  /** A user's, and those of tokens bound to the user, whose rows must still be there. */
  public static void ofUser(DSLContext sql, UserId user) {
    erase(
        sql,
        sql.select(ACCESS_LIMIT.SCOPE_ID)
            .from(ACCESS_LIMIT)
            .where(
                ACCESS_LIMIT
                    .SCOPE_ID
                    .eq(user.value())
                    .or(
                        ACCESS_LIMIT.SCOPE_ID.in(
                            select(ACCESS_TOKEN.ID)
                                .from(ACCESS_TOKEN)
                                .where(ACCESS_TOKEN.USER_ID.eq(user.value())))))
            .fetch(ACCESS_LIMIT.SCOPE_ID));
  }

  /** Those of one scope. */
  public static void ofScope(DSLContext sql, UUID scope) {
    erase(sql, List.of(scope));
  }

  private static void erase(DSLContext sql, List<UUID> scopes) {
    if (!scopes.isEmpty()) {
      sql.deleteFrom(SPEND_ESTIMATE).where(SPEND_ESTIMATE.SCOPE_ID.in(scopes)).execute();
      sql.deleteFrom(SPEND_ACCOUNT).where(SPEND_ACCOUNT.SCOPE_ID.in(scopes)).execute();
      sql.deleteFrom(LIMIT_LEASE).where(LIMIT_LEASE.SCOPE_ID.in(scopes)).execute();
      sql.deleteFrom(ACCESS_LIMIT).where(ACCESS_LIMIT.SCOPE_ID.in(scopes)).execute();
    }
  }
}
