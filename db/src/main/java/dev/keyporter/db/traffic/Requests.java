package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the record: pages of rows without their bodies, and one exchange at a time. */
public final class Requests {
  /** Most rows of a page. */
  public static final int MAX_PAGE = 1000;

  /** An id may be made this much before its row's arrival time is taken. */
  private static final Duration ID_SLACK = Duration.ofSeconds(1);

  private final Transactions transactions;

  public Requests(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The newest requests first.
   *
   * @param before the last request of the page before; null for the first page
   * @param limit 1 to {@value #MAX_PAGE}
   */
  public List<RequestSummary> page(RequestFilter filter, @Nullable RequestId before, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("A page has 1 to " + MAX_PAGE + " requests.");
    }
    Condition condition =
        before == null ? matching(filter) : matching(filter).and(REQUEST.ID.lt(before.value()));
    return transactions.read(
        context ->
            summaries(context)
                .where(condition)
                .orderBy(REQUEST.ID.desc())
                .limit(limit)
                .fetch(RequestRows::summary));
  }

  public Optional<RequestSummary> find(RequestId id) {
    return transactions.read(
        context ->
            summaries(context)
                .where(REQUEST.ID.eq(id.value()))
                .fetchOptional(RequestRows::summary));
  }

  /**
   * The newest request that made the provider's response of that id.
   *
   * @param organization null for any: provider ids are not unique across providers
   */
  public Optional<RequestSummary> findByResponseId(
      String responseId, @Nullable OrganizationId organization) {
    Condition condition =
        PROVIDER_REFERENCE
            .PROVIDER_ID
            .eq(responseId)
            .and(PROVIDER_REFERENCE.KIND.eq(ProviderReference.Kind.RESPONSE.label()));
    Condition scoped =
        organization == null
            ? condition
            : condition.and(PROVIDER_REFERENCE.ORGANIZATION_ID.eq(organization.value()));
    return transactions.read(
        context ->
            summaries(context)
                .join(PROVIDER_REFERENCE)
                .on(PROVIDER_REFERENCE.REQUEST_ID.eq(REQUEST.ID))
                .where(scoped)
                .orderBy(PROVIDER_REFERENCE.REQUEST_ID.desc())
                .limit(1)
                .fetchOptional(RequestRows::summary));
  }

  /** The bodies of a request, where they were kept. */
  public Optional<Exchange> exchange(RequestId id) {
    return transactions.read(
        context ->
            context
                .selectFrom(EXCHANGE)
                .where(EXCHANGE.REQUEST_ID.eq(id.value()))
                .fetchOptional(Requests::exchange));
  }

  private static Exchange exchange(Record row) {
    int encoding = row.get(EXCHANGE.ENCODING);
    byte[] times = row.get(EXCHANGE.EVENT_TIMES);
    return new Exchange(
        new RequestId(row.get(EXCHANGE.REQUEST_ID)),
        new OrganizationId(row.get(EXCHANGE.ORGANIZATION_ID)),
        row.get(EXCHANGE.REQUEST_HEADERS),
        StoredExchange.requestBody(encoding, row.get(EXCHANGE.REQUEST_BODY)),
        row.get(EXCHANGE.RESPONSE_HEADERS),
        StoredExchange.responseBody(encoding, row.get(EXCHANGE.RESPONSE_BODY)),
        times == null ? null : EventTimesCodec.decode(times),
        row.get(EXCHANGE.PROMPT_TEXT),
        row.get(EXCHANGE.ANSWER_TEXT));
  }

  private static SelectOnConditionStep<Record> summaries(DSLContext context) {
    return context
        .select(REQUEST.fields())
        .select(APP_USER.NAME, RATING.SCORE)
        .from(REQUEST)
        .leftJoin(APP_USER)
        .on(APP_USER.ID.eq(REQUEST.USER_ID))
        .leftJoin(RATING)
        .on(RATING.REQUEST_ID.eq(REQUEST.ID));
  }

  private static Condition matching(RequestFilter filter) {
    Condition condition = DSL.noCondition();
    if (filter.organizationId() != null) {
      condition = condition.and(REQUEST.ORGANIZATION_ID.eq(filter.organizationId().value()));
    }
    if (filter.userId() != null) {
      condition = condition.and(REQUEST.USER_ID.eq(filter.userId().value()));
    }
    if (filter.model() != null) {
      condition =
          condition.and(
              REQUEST.MODEL.eq(filter.model()).or(REQUEST.SERVED_MODEL.eq(filter.model())));
    }
    if (filter.status() != null) {
      condition = condition.and(REQUEST.STATUS.eq(filter.status().label()));
    }
    if (filter.since() != null) {
      // By the key first: its order is time's, and nothing older needs to be read.
      condition =
          condition
              .and(REQUEST.ID.ge(RequestId.earliestAt(filter.since().minus(ID_SLACK)).value()))
              .and(REQUEST.CREATED_AT.ge(filter.since().atOffset(ZoneOffset.UTC)));
    }
    return condition;
  }
}
