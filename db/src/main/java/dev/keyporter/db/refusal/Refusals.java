package dev.keyporter.db.refusal;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.REFUSED_REQUEST;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.model.refusal.RevokedUse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Lists refused requests: how many of each group there were. */
public final class Refusals {
  /** The error code of a token that was revoked. */
  public static final String REVOKED = "token_revoked";

  private static final Table<?> WITH_NAMES =
      REFUSED_REQUEST
          .leftJoin(ACCESS_TOKEN)
          .on(ACCESS_TOKEN.ID.eq(REFUSED_REQUEST.TOKEN_ID))
          .leftJoin(ORGANIZATION)
          .on(ORGANIZATION.ID.eq(REFUSED_REQUEST.ORGANIZATION_ID));

  private final Transactions transactions;

  public Refusals(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Groups of refused requests, those with the latest request first.
   *
   * @param limit at most this many
   */
  public List<RefusedRequests> list(RefusalFilter filter, int limit) {
    return transactions.read(
        sql ->
            sql.select(REFUSED_REQUEST.fields())
                .select(ACCESS_TOKEN.NAME, ACCESS_TOKEN.REVOKED_AT, ORGANIZATION.NAME)
                .from(WITH_NAMES)
                .where(matching(filter))
                .orderBy(REFUSED_REQUEST.LAST_AT.desc(), REFUSED_REQUEST.ID.desc())
                .limit(limit)
                .fetch(Refusals::line));
  }

  private static RefusedRequests line(Record row) {
    return new RefusedRequests(
        RefusalRows.count(row),
        row.get(ACCESS_TOKEN.NAME),
        row.get(ORGANIZATION.NAME),
        UtcTime.instantOrNull(row.get(ACCESS_TOKEN.REVOKED_AT)));
  }

  private static Condition matching(RefusalFilter filter) {
    Condition condition = DSL.noCondition();
    if (filter.organizationId() != null) {
      condition =
          condition.and(REFUSED_REQUEST.ORGANIZATION_ID.eq(filter.organizationId().value()));
    }
    if (filter.tokenId() != null) {
      condition = condition.and(REFUSED_REQUEST.TOKEN_ID.eq(filter.tokenId().value()));
    }
    if (filter.since() != null) {
      condition = condition.and(REFUSED_REQUEST.LAST_AT.ge(UtcTime.column(filter.since())));
    }
    if (filter.until() != null) {
      condition = condition.and(REFUSED_REQUEST.FIRST_AT.lt(UtcTime.column(filter.until())));
    }
    if (!filter.text().isEmpty()) {
      condition = condition.and(saying(filter.text()));
    }
    return condition;
  }

  private static Condition saying(String text) {
    return DSL.or(
        Stream.of(
                REFUSED_REQUEST.CAUSE,
                REFUSED_REQUEST.ADDRESS,
                REFUSED_REQUEST.PROGRAM,
                REFUSED_REQUEST.PATH,
                ACCESS_TOKEN.NAME,
                ORGANIZATION.NAME)
            .map(column -> column.containsIgnoreCase(text))
            .toList());
  }

  /** How many requests were refused in the groups that a filter finds. */
  public long sum(RefusalFilter filter) {
    BigDecimal sum =
        transactions.read(
            sql ->
                sql.select(DSL.sum(REFUSED_REQUEST.REQUESTS))
                    .from(WITH_NAMES)
                    .where(matching(filter))
                    .fetchSingle()
                    .value1());
    return sum == null ? 0 : sum.longValueExact();
  }

  /**
   * The tokens that were used after they were revoked, and how, since a moment; without those of
   * deleted organizations.
   */
  public Map<AccessTokenId, RevokedUse> revokedInUse(Instant since) {
    Map<AccessTokenId, RevokedUse> uses = new HashMap<>();
    transactions
        .read(
            sql ->
                sql.select(REFUSED_REQUEST.fields())
                    .from(WITH_NAMES)
                    .where(
                        ORGANIZATION.ID.isNotNull(),
                        ORGANIZATION.DELETED_AT.isNull(),
                        REFUSED_REQUEST.CAUSE.eq(REVOKED),
                        REFUSED_REQUEST.LAST_AT.ge(UtcTime.column(since)))
                    .fetch(RefusalRows::count))
        .forEach(
            count -> {
              AccessTokenId token = count.group().tokenId();
              if (token != null) {
                uses.merge(token, RevokedUse.of(count), RevokedUse::plus);
              }
            });
    return uses;
  }
}
