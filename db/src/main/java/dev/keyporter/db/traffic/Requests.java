package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.SecretMembers;
import dev.keyporter.model.traffic.TextMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the record: pages of rows without their bodies, and one exchange at a time. */
public final class Requests {
  /** Most rows of a page. */
  public static final int MAX_PAGE = 1000;

  /** About how long a page is looked for unless said otherwise. */
  public static final Duration BUDGET = Duration.ofMillis(400);

  private final Transactions transactions;
  private final Transactions followed;

  public Requests(Transactions transactions) {
    this(transactions, transactions);
  }

  /**
   * @param transactions find all that was answered before
   * @param followed may miss what was answered within the last second, and wait for nothing: for
   *     who looks again and again
   */
  public Requests(Transactions transactions, Transactions followed) {
    this.transactions = transactions;
    this.followed = followed;
  }

  /**
   * The newest requests first, looked for no longer than about half a second.
   *
   * @param before where the page before said to go on; null for the first page
   * @param limit 1 to {@value #MAX_PAGE}
   */
  public RequestPage page(RequestFilter filter, @Nullable RequestId before, int limit) {
    return page(filter, before, limit, BUDGET);
  }

  /**
   * The newest requests first.
   *
   * @param before where the page before said to go on; null for the first page
   * @param limit 1 to {@value #MAX_PAGE}
   * @param budget about how long to look; the first few are looked for even without
   */
  public RequestPage page(
      RequestFilter filter, @Nullable RequestId before, int limit, Duration budget) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("A page has 1 to " + MAX_PAGE + " requests.");
    }
    long end = before == null ? Long.MAX_VALUE : before.value();
    return transactions.read(
        context ->
            new BackwardWalk(context, FilterPlan.of(context, filter), budget).below(end, limit));
  }

  /**
   * Those of a filter above an id, newest first. A request may appear below one that is there
   * already when several processes write, so ask from a few seconds back.
   *
   * @param limit 1 to {@value #MAX_PAGE}; the newest are kept
   */
  public List<RequestSummary> newer(RequestFilter filter, RequestId after, int limit) {
    return transactions.read(
        context ->
            FilterPlan.of(context, filter).fetch(context, REQUEST.ID.gt(after.value()), limit));
  }

  /**
   * What finds the requests of one thing alone, as people read it: by the name, where nothing else
   * has it, deleted ones included, or else by the id.
   *
   * @param key ORG, USER, KEY or TOKEN
   */
  public FilterTerm.Text exactly(FilterKey key, String name, UUID id) {
    boolean isOnly =
        transactions.read(context -> new NamedRows(context).count(key, TextMatch.exactly(name)))
            <= 1;
    return FilterTerm.Text.exactly(key, isOnly ? name : id.toString());
  }

  /**
   * Follows what comes after a page, across processes.
   *
   * @param shown the newest page of the same filter, read just before
   */
  public RequestTail follow(RequestFilter filter, List<RequestSummary> shown) {
    return new RequestTail(new Requests(followed), filter, shown);
  }

  /**
   * Values that a key of the filter may take, for completing what is typed.
   *
   * @param typed part of the value, in any case
   */
  public List<String> suggestions(FilterKey key, String typed, int limit) {
    return transactions.read(context -> new FilterSuggestions(context, limit).of(key, typed));
  }

  /** The highest id on record. */
  public Optional<RequestId> newest() {
    return transactions.read(
        context ->
            Optional.ofNullable(
                    context.select(DSL.max(REQUEST.ID)).from(REQUEST).fetchOne(0, Long.class))
                .map(RequestId::new));
  }

  /** Where the newest requests above an id and some others stand. */
  Map<Long, RequestStatus> statesAbove(long id, Collection<Long> others, int limit) {
    return transactions.read(
        context -> {
          Map<Long, RequestStatus> states = new HashMap<>();
          var rows =
              context
                  .select(REQUEST.ID, REQUEST.STATUS)
                  .from(REQUEST)
                  .where(REQUEST.ID.gt(id))
                  .orderBy(REQUEST.ID.desc())
                  .limit(limit);
          rows.forEach(row -> states.put(row.value1(), RequestRows.status(row)));
          if (!others.isEmpty()) {
            context
                .select(REQUEST.ID, REQUEST.STATUS)
                .from(REQUEST)
                .where(REQUEST.ID.in(others))
                .forEach(row -> states.put(row.value1(), RequestRows.status(row)));
          }
          return states;
        });
  }

  List<Long> pendingAbove(long id) {
    return transactions.read(
        context ->
            context
                .select(REQUEST.ID)
                .from(REQUEST)
                .where(REQUEST.ID.gt(id), REQUEST.STATUS.eq(RequestStatus.PENDING.label()))
                .orderBy(REQUEST.ID.desc())
                .limit(MAX_PAGE)
                .fetch(REQUEST.ID));
  }

  /** Those of some ids that a filter finds, newest first. */
  List<RequestSummary> matching(RequestFilter filter, Collection<Long> ids) {
    return transactions.read(
        context ->
            ids.isEmpty()
                ? List.of()
                : FilterPlan.of(context, filter).fetch(context, REQUEST.ID.in(ids), ids.size()));
  }

  /** The same requests as they are now, newest first; those erased meanwhile are missing. */
  public List<RequestSummary> again(Collection<RequestId> ids) {
    return ids.isEmpty()
        ? List.of()
        : transactions.read(
            context ->
                RequestRows.select(context)
                    .where(REQUEST.ID.in(ids.stream().map(RequestId::value).toList()))
                    .orderBy(REQUEST.ID.desc())
                    .fetch(RequestRows::summary));
  }

  /**
   * The requests of a user's session, oldest first.
   *
   * @param user null for any: clients choose ids of sessions, and users may choose the same
   * @param limit the latest so many
   */
  public List<RequestSummary> session(@Nullable UserId user, String sessionId, int limit) {
    List<RequestSummary> newestFirst =
        transactions.read(
            context ->
                RequestRows.select(context)
                    .where(inSession(user, sessionId))
                    .orderBy(REQUEST.ID.desc())
                    .limit(limit)
                    .fetch(RequestRows::summary));
    return newestFirst.reversed();
  }

  private static Condition inSession(@Nullable UserId user, String sessionId) {
    Condition session = REQUEST.SESSION_ID.eq(sessionId);
    return user == null ? session : session.and(REQUEST.USER_ID.eq(user.value()));
  }

  /** A request with the names of who and what took part. */
  public Optional<RequestDetail> detail(RequestId id) {
    return transactions.read(
        context ->
            context
                .select(REQUEST.fields())
                .select(RATING.fields())
                .select(
                    APP_USER.NAME,
                    ORGANIZATION.NAME,
                    PROVIDER_KEY.NAME,
                    PROVIDER_KEY.LAST_FOUR,
                    ACCESS_TOKEN.NAME)
                .from(REQUEST)
                .join(ORGANIZATION)
                .on(ORGANIZATION.ID.eq(REQUEST.ORGANIZATION_ID))
                .leftJoin(APP_USER)
                .on(APP_USER.ID.eq(REQUEST.USER_ID))
                .leftJoin(RATING)
                .on(RATING.REQUEST_ID.eq(REQUEST.ID))
                .leftJoin(PROVIDER_KEY)
                .on(PROVIDER_KEY.ID.eq(REQUEST.KEY_ID))
                .leftJoin(ACCESS_TOKEN)
                .on(ACCESS_TOKEN.ID.eq(REQUEST.TOKEN_ID))
                .where(REQUEST.ID.eq(id.value()))
                .fetchOptional(row -> detail(context, row)));
  }

  private static RequestDetail detail(DSLContext context, Record row) {
    RequestSummary summary = RequestRows.summary(row);
    String session = summary.sessionId();
    return new RequestDetail(
        summary,
        row.get(ORGANIZATION.NAME),
        row.get(PROVIDER_KEY.NAME),
        row.get(PROVIDER_KEY.LAST_FOUR),
        row.get(ACCESS_TOKEN.NAME),
        row.get(RATING.SCORE) == null ? null : Ratings.rating(row),
        session == null ? 0 : context.fetchCount(REQUEST, inSession(summary.userId(), session)));
  }

  /** How many requests arrived since then; counts to {@value #MAX_PAGE} at most. */
  public int countSince(Instant since) {
    return transactions.read(
        context ->
            context.fetchCount(
                context
                    .selectOne()
                    .from(REQUEST)
                    .where(REQUEST.ID.ge(RequestId.earliestAt(since).value()))
                    .limit(MAX_PAGE)));
  }

  public Optional<RequestSummary> find(RequestId id) {
    return transactions.read(
        context ->
            RequestRows.select(context)
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
            RequestRows.select(context)
                .join(PROVIDER_REFERENCE)
                .on(PROVIDER_REFERENCE.REQUEST_ID.eq(REQUEST.ID))
                .where(scoped)
                .orderBy(PROVIDER_REFERENCE.REQUEST_ID.desc())
                .limit(1)
                .fetchOptional(RequestRows::summary));
  }

  /**
   * The bodies of a request, where they were kept, without the secrets that earlier versions still
   * kept in them.
   */
  public Optional<Exchange> exchange(RequestId id) {
    return transactions.read(
        context -> ExchangeReader.read(context, id.value()).map(SecretMembers::blackOut));
  }
}
