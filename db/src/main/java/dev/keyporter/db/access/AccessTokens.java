package dev.keyporter.db.access;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.RowIds;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.AccessTokenRecord;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is kept of issued tokens: never the token itself, which cannot be shown again. */
public final class AccessTokens {
  private final Transactions transactions;
  private final AdminLog log;
  private final Clock clock;

  public AccessTokens(Transactions transactions, AdminLog log, Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Enters a token that is about to be issued; its id is the {@code jti} claim.
   *
   * @param user the one user it is bound to; null where each request names its user
   * @param expiresAt kept in whole seconds, as tokens have it
   */
  public AccessToken create(
      OrganizationId organization, @Nullable UserId user, String name, Instant expiresAt) {
    var token =
        new AccessToken(
            new AccessTokenId(RowIds.next()),
            organization,
            user,
            NameRule.TOKEN.check(name),
            UtcTime.now(clock),
            expiresAt.truncatedTo(ChronoUnit.SECONDS),
            null,
            null,
            null);
    log.write(
        change -> {
          int inserted =
              change
                  .sql()
                  .insertInto(ACCESS_TOKEN)
                  .set(ACCESS_TOKEN.ID, token.id().value())
                  .set(ACCESS_TOKEN.ORGANIZATION_ID, organization.value())
                  .set(ACCESS_TOKEN.USER_ID, user == null ? null : user.value())
                  .set(ACCESS_TOKEN.NAME, token.name())
                  .set(ACCESS_TOKEN.CREATED_AT, UtcTime.column(token.createdAt()))
                  .set(ACCESS_TOKEN.EXPIRES_AT, UtcTime.column(token.expiresAt()))
                  .onDuplicateKeyIgnore()
                  .execute();
          if (inserted == 1) {
            change.log("token.create", token.id().value(), token.name(), organization, null);
          }
          return inserted;
        });
    return token;
  }

  /** Those of an organization, revoked and expired ones included, newest first. */
  public List<AccessToken> list(OrganizationId organization) {
    return transactions.read(
        sql ->
            sql.selectFrom(ACCESS_TOKEN)
                .where(ACCESS_TOKEN.ORGANIZATION_ID.eq(organization.value()))
                .orderBy(ACCESS_TOKEN.CREATED_AT.desc(), ACCESS_TOKEN.ID.desc())
                .fetch(AccessTokens::token));
  }

  /** Those of all organizations, newest first; also of organizations that are deleted. */
  public List<AccessToken> all() {
    return transactions.read(
        sql ->
            sql.selectFrom(ACCESS_TOKEN)
                .orderBy(ACCESS_TOKEN.CREATED_AT.desc(), ACCESS_TOKEN.ID.desc())
                .fetch(AccessTokens::token));
  }

  /** One, in whatever state. */
  public Optional<AccessToken> find(AccessTokenId id) {
    return transactions.read(sql -> find(sql, id));
  }

  /** Those of exactly this name, in all organizations, newest first. */
  public List<AccessToken> findByName(String name) {
    return transactions.read(
        sql ->
            sql.selectFrom(ACCESS_TOKEN)
                .where(ACCESS_TOKEN.NAME.eq(name))
                .orderBy(ACCESS_TOKEN.CREATED_AT.desc(), ACCESS_TOKEN.ID.desc())
                .fetch(AccessTokens::token));
  }

  /** Refuses the token from now on, for good; false where there is none, or it was already. */
  public boolean revoke(AccessTokenId id) {
    return log.write(
        change -> {
          Optional<AccessToken> token = find(change.sql(), id);
          if (token.isEmpty() || token.get().revokedAt() != null) {
            return false;
          }
          change
              .sql()
              .update(ACCESS_TOKEN)
              .set(ACCESS_TOKEN.REVOKED_AT, UtcTime.column(UtcTime.now(clock)))
              .where(ACCESS_TOKEN.ID.eq(id.value()))
              .execute();
          change.log(
              "token.revoke", id.value(), token.get().name(), token.get().organizationId(), null);
          return true;
        });
  }

  private static Optional<AccessToken> find(DSLContext sql, AccessTokenId id) {
    return sql.selectFrom(ACCESS_TOKEN)
        .where(ACCESS_TOKEN.ID.eq(id.value()))
        .fetchOptional(AccessTokens::token);
  }

  private static AccessToken token(AccessTokenRecord row) {
    return new AccessToken(
        new AccessTokenId(row.getId()),
        new OrganizationId(row.getOrganizationId()),
        row.getUserId() == null ? null : new UserId(row.getUserId()),
        row.getName(),
        UtcTime.instant(row.getCreatedAt()),
        UtcTime.instant(row.getExpiresAt()),
        UtcTime.instantOrNull(row.getRevokedAt()),
        UtcTime.instantOrNull(row.getLastUsedAt()),
        row.getLastUsedBy() == null ? null : new UserId(row.getLastUsedBy()));
  }
}
