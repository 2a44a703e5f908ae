package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.RatingFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.UserRatings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Lists and counts ratings. Periods and days are those of the rated requests' arrival. */
public final class RatingOverview {
  private static final AggregateFunction<BigDecimal> SUM = DSL.sum(RATING.SCORE);
  private static final AggregateFunction<Integer> COUNT = DSL.count();

  private final Transactions transactions;

  public RatingOverview(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Rated requests, the newest first.
   *
   * @param before the last request of the page before; null for the first page
   */
  public List<RatedRequest> page(RatingFilter filter, @Nullable RequestId before, int limit) {
    Condition below = before == null ? DSL.noCondition() : RATING.REQUEST_ID.lt(before.value());
    return transactions.read(
        context ->
            context
                .select(RATING.fields())
                .select(REQUEST.fields())
                .select(APP_USER.NAME, ORGANIZATION.NAME)
                .from(RATING)
                .join(REQUEST)
                .on(REQUEST.ID.eq(RATING.REQUEST_ID))
                .join(ORGANIZATION)
                .on(ORGANIZATION.ID.eq(REQUEST.ORGANIZATION_ID))
                .leftJoin(APP_USER)
                .on(APP_USER.ID.eq(REQUEST.USER_ID))
                .where(matching(filter).and(below))
                .orderBy(RATING.REQUEST_ID.desc())
                .limit(limit)
                .fetch(
                    row ->
                        new RatedRequest(
                            RequestRows.summary(row),
                            row.get(ORGANIZATION.NAME),
                            Ratings.rating(row))));
  }

  /** The next rated request further back. */
  public Optional<RequestId> older(RatingFilter filter, RequestId than) {
    return one(RATING.REQUEST_ID.desc(), filter, RATING.REQUEST_ID.lt(than.value()));
  }

  /** The next rated request further on. */
  public Optional<RequestId> newer(RatingFilter filter, RequestId than) {
    return one(RATING.REQUEST_ID.asc(), filter, RATING.REQUEST_ID.gt(than.value()));
  }

  /** The nearest one; H2 would read all beyond for a max or min. */
  private Optional<RequestId> one(SortField<Long> nearest, RatingFilter filter, Condition beyond) {
    return transactions.read(
        context ->
            context
                .select(RATING.REQUEST_ID)
                .from(RATING)
                .where(matching(filter).and(beyond))
                .orderBy(nearest)
                .limit(1)
                .fetchOptional(RATING.REQUEST_ID)
                .map(RequestId::new));
  }

  /** By local day; days without ratings are missing. */
  public SortedMap<LocalDate, RatingCounts> byDay(RatingFilter filter, ZoneId zone) {
    SortedMap<LocalDate, RatingCounts> days = new TreeMap<>();
    transactions.read(
        context -> {
          days.clear();
          context
              .select(RATING.REQUEST_ID, RATING.SCORE)
              .from(RATING)
              .where(matching(filter))
              .forEach(
                  row ->
                      days.merge(
                          day(row.value1(), zone),
                          row.value2() > 0 ? new RatingCounts(1, 0) : new RatingCounts(0, 1),
                          RatingCounts::plus));
          return days;
        });
    return days;
  }

  private static LocalDate day(long id, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(new RequestId(id).millis()), zone);
  }

  /** By the model asked for, the most rated first. */
  public Map<String, RatingCounts> byModel(RatingFilter filter) {
    Map<String, RatingCounts> models = new LinkedHashMap<>();
    transactions.read(
        context -> {
          models.clear();
          context
              .select(REQUEST.MODEL, COUNT, SUM)
              .from(RATING)
              .join(REQUEST)
              .on(REQUEST.ID.eq(RATING.REQUEST_ID))
              .where(matching(filter), REQUEST.MODEL.isNotNull())
              .groupBy(REQUEST.MODEL)
              .orderBy(COUNT.desc(), REQUEST.MODEL)
              .forEach(row -> models.put(row.get(REQUEST.MODEL), counts(row)));
          return models;
        });
    return models;
  }

  /** By the user who asked, the most rated first. */
  public List<UserRatings> byUser(RatingFilter filter) {
    return transactions.read(
        context ->
            context
                .select(REQUEST.USER_ID, APP_USER.NAME, ORGANIZATION.NAME, COUNT, SUM)
                .from(RATING)
                .join(REQUEST)
                .on(REQUEST.ID.eq(RATING.REQUEST_ID))
                .join(ORGANIZATION)
                .on(ORGANIZATION.ID.eq(REQUEST.ORGANIZATION_ID))
                .leftJoin(APP_USER)
                .on(APP_USER.ID.eq(REQUEST.USER_ID))
                .where(matching(filter))
                .groupBy(REQUEST.USER_ID, APP_USER.NAME, ORGANIZATION.NAME)
                .orderBy(COUNT.desc(), APP_USER.NAME)
                .fetch(
                    row -> {
                      var user = row.get(REQUEST.USER_ID);
                      return new UserRatings(
                          user == null ? null : new UserId(user),
                          row.get(APP_USER.NAME),
                          row.get(ORGANIZATION.NAME),
                          counts(row));
                    }));
  }

  private static RatingCounts counts(Record row) {
    long count = row.get(COUNT);
    long sum = row.get(SUM).longValue();
    return new RatingCounts((count + sum) / 2, (count - sum) / 2);
  }

  private static Condition matching(RatingFilter filter) {
    Condition condition = DSL.noCondition();
    if (filter.value() != null) {
      condition = condition.and(RATING.SCORE.eq(filter.value()));
    }
    if (filter.organizationId() != null) {
      condition = condition.and(RATING.ORGANIZATION_ID.eq(filter.organizationId().value()));
    }
    if (filter.since() != null) {
      condition = condition.and(RATING.REQUEST_ID.ge(RequestId.earliestAt(filter.since()).value()));
    }
    if (filter.until() != null) {
      condition = condition.and(RATING.REQUEST_ID.lt(RequestId.earliestAt(filter.until()).value()));
    }
    return condition;
  }
}
