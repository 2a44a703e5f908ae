package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.ledger.SpendBook;
import dev.keyporter.db.pack.CutExchange;
import dev.keyporter.db.pack.PackWriter;
import dev.keyporter.db.usage.UsageIncrement;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a plan through one connection, a batched statement for each kind of row. */
final class RecordBatch {
  private final Connection connection;
  private final RecordStatements statements;
  private final UUID instance;
  private final PackWriter packs;
  private final List<UsageIncrement> increments = new ArrayList<>();
  private final List<SpendBook.Entry> spent = new ArrayList<>();

  RecordBatch(Connection connection, RecordStatements statements, UUID instance, PackWriter packs) {
    this.connection = connection;
    this.statements = statements;
    this.instance = instance;
    this.packs = packs;
  }

  /**
   * Writes all that is planned.
   *
   * @return what the sums gain by the requests that have now ended; nothing for those that had
   *     ended before
   */
  List<UsageIncrement> write(BatchPlan plan) throws SQLException {
    if (plan.oldestOpen != null) {
      oldestOpen(plan.oldestOpen);
    }
    begin(plan.begun.values());
    var rest = new ArrayList<>(update(plan.ended, RequestStatus.PENDING));
    rest.addAll(insertWhole(plan.whole));
    settle(rest);
    List<ExchangeRow> rows = exchangeRows(plan.exchanges);
    exchange(rows);
    pieces(rows);
    packs.write();
    reference(plan.references);
    touch(plan.tokens.values());
    return increments;
  }

  /** What those that have now ended took from budgets. */
  List<SpendBook.Entry> spent() {
    return spent;
  }

  /** Ends what was not there, or not pending: rare, after failures only. */
  private void settle(List<RecordEntry.Ended> rest) throws SQLException {
    if (rest.isEmpty()) {
      return;
    }
    Map<Long, Row> there = rows(rest);
    insertWhole(having(rest, there, null));
    update(having(rest, there, RequestStatus.PENDING), RequestStatus.PENDING);
    // One that says no more than its row does may be a repetition, and must not count again.
    var revived = new ArrayList<>(having(rest, there, RequestStatus.INTERRUPTED));
    revived.removeIf(entry -> entry.end().status() == RequestStatus.INTERRUPTED);
    // It was counted under the model that its row names.
    revived.replaceAll(entry -> withModel(entry, there));
    update(revived, RequestStatus.INTERRUPTED);
  }

  /** What stands in a row that is there. */
  private record Row(String status, @Nullable String model) {}

  private static List<RecordEntry.Ended> having(
      List<RecordEntry.Ended> entries, Map<Long, Row> rows, @Nullable RequestStatus status) {
    String label = status == null ? null : status.label();
    return entries.stream()
        .filter(
            entry -> {
              Row row = rows.get(entry.start().id().value());
              return Objects.equals(row == null ? null : row.status(), label);
            })
        .toList();
  }

  private static RecordEntry.Ended withModel(RecordEntry.Ended entry, Map<Long, Row> rows) {
    Row row = rows.get(entry.start().id().value());
    return row == null
        ? entry
        : new RecordEntry.Ended(
            entry.start().withModel(row.model()),
            entry.end(),
            entry.exchange(),
            entry.references());
  }

  private Map<Long, Row> rows(List<RecordEntry.Ended> entries) throws SQLException {
    var there = new HashMap<Long, Row>();
    Object[] ids = entries.stream().map(entry -> entry.start().id().value()).sorted().toArray();
    try (var select = connection.prepareStatement(statements.lockRows())) {
      select.setArray(1, connection.createArrayOf("bigint", ids));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          there.put(rows.getLong(1), new Row(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return there;
  }

  private void oldestOpen(RequestId id) throws SQLException {
    try (var rows = new Rows(connection, statements.oldestOpen())) {
      rows.number((Long) id.value()).id(instance).end();
      rows.send();
    }
  }

  private void begin(Collection<RequestStart> starts) throws SQLException {
    if (starts.isEmpty()) {
      return;
    }
    try (var rows = new Rows(connection, statements.begin())) {
      for (RequestStart start : starts) {
        start(rows, start);
        rows.text(REQUEST.STATUS, RequestStatus.PENDING.label());
        rows.text(
            REQUEST.COST_CERTAINTY,
            (start.route().charged() ? CostCertainty.UNKNOWN : CostCertainty.NONE).label());
        repeatKey(rows, start.id()).end();
      }
      rows.send();
    }
  }

  /** Those whose row is missing, or has another status. */
  private List<RecordEntry.Ended> update(List<RecordEntry.Ended> ended, RequestStatus status)
      throws SQLException {
    if (ended.isEmpty()) {
      return List.of();
    }
    try (var rows = new Rows(connection, statements.end())) {
      for (RecordEntry.Ended entry : ended) {
        end(rows, entry.end());
        rows.text(REQUEST.MODEL, entry.start().model());
        rows.number((Long) entry.start().requestBytes());
        rows.number((Long) entry.start().id().value());
        rows.text(REQUEST.STATUS, status.label()).end();
      }
      return changed(ended, rows.send(), status);
    }
  }

  /** Those whose row was there. */
  private List<RecordEntry.Ended> insertWhole(List<RecordEntry.Ended> whole) throws SQLException {
    if (whole.isEmpty()) {
      return List.of();
    }
    try (var rows = new Rows(connection, statements.insertWhole())) {
      for (RecordEntry.Ended entry : whole) {
        start(rows, entry.start());
        end(rows, entry.end());
        repeatKey(rows, entry.start().id()).end();
      }
      return changed(whole, rows.send(), RequestStatus.PENDING);
    }
  }

  /** Counts those that changed; returns the others. */
  private List<RecordEntry.Ended> changed(
      List<RecordEntry.Ended> entries, int[] counts, RequestStatus before) {
    var unchanged = new ArrayList<RecordEntry.Ended>();
    for (int i = 0; i < counts.length; i++) {
      RecordEntry.Ended entry = entries.get(i);
      RequestStart start = entry.start();
      String model = Rows.fit(REQUEST.MODEL, start.model());
      if (counts[i] <= 0) {
        unchanged.add(entry);
        continue;
      }
      increments.add(
          before == RequestStatus.INTERRUPTED
              ? UsageIncrement.endedAfterAll(start, model, entry.end())
              : UsageIncrement.ended(start, model, entry.end()));
      entry.charges().forEach(charge -> spent.add(new SpendBook.Entry(start.id(), charge)));
    }
    return unchanged;
  }

  private void start(Rows rows, RequestStart start) throws SQLException {
    UserId user = start.userId();
    AccessTokenId token = start.tokenId();
    ProviderKeyId key = start.keyId();
    Target target = start.target();
    rows.number((Long) start.id().value())
        .id(instance)
        .id(start.organizationId().value())
        .id(user == null ? null : user.value())
        .id(token == null ? null : token.value())
        .id(key == null ? null : key.value())
        .text(REQUEST.SESSION_ID, start.sessionId())
        .text(REQUEST.ROUTE, start.route().label())
        .text(REQUEST.METHOD, target == null ? null : target.method())
        .text(REQUEST.PATH, target == null ? null : target.path())
        .text(REQUEST.MODEL, start.model())
        .text(REQUEST.REQUESTED_TIER, start.requestedTier())
        .flag(start.streamed())
        .time(start.createdAt())
        .number((Long) start.requestBytes());
  }

  private static void end(Rows rows, RequestEnd end) throws SQLException {
    TokenUsage usage = end.usage();
    Cost cost = end.cost();
    Usd amount = cost.amount();
    Rates rates = cost.rates();
    rows.text(REQUEST.STATUS, end.status().label())
        .number(end.httpStatus())
        .text(REQUEST.ERROR_CODE, end.errorCode())
        .text(REQUEST.ERROR_MESSAGE, end.errorMessage())
        .text(REQUEST.SERVED_MODEL, end.servedModel())
        .text(REQUEST.SERVICE_TIER, end.serviceTier())
        .text(REQUEST.RESPONSE_ID, end.responseId())
        .text(REQUEST.UPSTREAM_REQUEST_ID, end.upstreamRequestId())
        .micros(end.timeToProvider())
        .micros(end.timeToFirstByte())
        .micros(end.duration())
        .number(usage == null ? null : (Long) usage.input())
        .number(usage == null ? null : (Long) usage.cached())
        .number(usage == null ? null : (Long) usage.cacheWrite())
        .number(usage == null ? null : (Long) usage.output())
        .number(usage == null ? null : (Long) usage.reasoning())
        .number(usage == null ? null : (Long) usage.total())
        .text(REQUEST.RAW_USAGE, end.rawUsage())
        .text(REQUEST.COST_CERTAINTY, cost.certainty().label())
        .text(REQUEST.COST_REASONS, RequestRows.reasons(cost))
        .text(REQUEST.COST_ITEMS, CostItemLines.write(cost.beside()))
        .decimal(amount == null ? null : amount.amount())
        .decimal(rates == null ? null : rates.input())
        .decimal(rates == null ? null : rates.cachedInput())
        .decimal(rates == null ? null : rates.cacheWrite())
        .decimal(rates == null ? null : rates.output())
        .text(REQUEST.RATE_SOURCE, rates == null ? null : rates.source())
        .number((Long) end.responseBytes());
  }

  /** With what of each goes to a pack left out. */
  private List<ExchangeRow> exchangeRows(List<BatchPlan.Said> exchanges) throws SQLException {
    Set<Long> there = packedAlready(exchanges);
    var rows = new ArrayList<ExchangeRow>();
    for (BatchPlan.Said said : exchanges) {
      StoredExchange stored = said.stored();
      Exchange exchange = stored.exchange();
      CutExchange cut = stored.cut();
      if (cut == null) {
        rows.add(ExchangeRow.whole(stored));
      } else if (!there.contains(exchange.id().value())) {
        rows.add(
            ExchangeRow.packed(
                stored, packs.add(exchange.id(), exchange.organizationId(), said.user(), cut)));
      }
    }
    return rows;
  }

  /** A pack must not get a second time what an attempt before has given to it or to another. */
  private Set<Long> packedAlready(List<BatchPlan.Said> exchanges) throws SQLException {
    Object[] ids =
        exchanges.stream()
            .map(BatchPlan.Said::stored)
            .filter(stored -> stored.cut() != null)
            .map(stored -> stored.exchange().id().value())
            .toArray();
    var there = new HashSet<Long>();
    if (ids.length > 0 && statements.isRepeatable()) {
      try (var select = connection.prepareStatement(statements.exchangesThere())) {
        select.setArray(1, connection.createArrayOf("bigint", ids));
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            there.add(rows.getLong(1));
          }
        }
      }
    }
    return there;
  }

  private void exchange(List<ExchangeRow> exchanges) throws SQLException {
    if (exchanges.isEmpty()) {
      return;
    }
    try (var rows = new Rows(connection, statements.insertExchange())) {
      for (ExchangeRow row : exchanges) {
        Exchange exchange = row.stored().exchange();
        rows.number((Long) exchange.id().value())
            .id(exchange.organizationId().value())
            .number((Integer) row.encoding().bits())
            .text(EXCHANGE.REQUEST_HEADERS, exchange.requestHeaders())
            .bytes(BodyPieces.piece(row.request(), 0))
            .text(EXCHANGE.RESPONSE_HEADERS, exchange.responseHeaders())
            .bytes(BodyPieces.piece(row.response(), 0))
            .bytes(row.stored().eventTimes())
            .text(EXCHANGE.PROMPT_TEXT, row.prompt())
            .text(EXCHANGE.ANSWER_TEXT, row.answer());
        repeatKey(rows, exchange.id()).end();
      }
      rows.send();
    }
  }

  private void pieces(List<ExchangeRow> exchanges) throws SQLException {
    for (ExchangeRow row : exchanges) {
      RequestId id = row.stored().exchange().id();
      pieces(id, BodyPieces.REQUEST, row.request());
      pieces(id, BodyPieces.RESPONSE, row.response());
    }
  }

  /** One at a time, so that no more than one is in memory twice. */
  private void pieces(RequestId id, int part, byte[] body) throws SQLException {
    int count = BodyPieces.count(body);
    if (count == 1) {
      return;
    }
    try (var rows = new Rows(connection, statements.insertPiece())) {
      for (int number = 1; number < count; number++) {
        rows.number((Long) id.value()).number((Integer) part).number((Integer) number);
        rows.bytes(BodyPieces.piece(body, number));
        if (statements.repeatsKey()) {
          rows.number((Long) id.value()).number((Integer) part).number((Integer) number);
        }
        rows.end();
        rows.send();
      }
    }
  }

  private void reference(List<ProviderReference> references) throws SQLException {
    if (references.isEmpty()) {
      return;
    }
    try (var rows = new Rows(connection, statements.insertReference())) {
      for (ProviderReference reference : references) {
        UserId owner = reference.owner();
        String kind = reference.kind().label();
        rows.number((Long) reference.requestId().value())
            .text(PROVIDER_REFERENCE.KIND, kind)
            .text(PROVIDER_REFERENCE.PROVIDER_ID, reference.providerId())
            .id(reference.organizationId().value())
            .id(owner == null ? null : owner.value())
            .id(reference.keyId().value())
            .text(PROVIDER_REFERENCE.SESSION_ID, reference.sessionId());
        if (statements.repeatsKey()) {
          rows.text(PROVIDER_REFERENCE.PROVIDER_ID, reference.providerId())
              .number((Long) reference.requestId().value())
              .text(PROVIDER_REFERENCE.KIND, kind);
        }
        rows.end();
      }
      rows.send();
    }
  }

  private void touch(Collection<RecordEntry.TokenUsed> uses) throws SQLException {
    if (uses.isEmpty()) {
      return;
    }
    try (var rows = new Rows(connection, statements.touchToken())) {
      for (RecordEntry.TokenUsed use : uses) {
        UserId user = use.user();
        rows.time(use.when()).id(user == null ? null : user.value()).id(use.token().value()).end();
      }
      rows.send();
    }
  }

  private Rows repeatKey(Rows rows, RequestId id) throws SQLException {
    return statements.repeatsKey() ? rows.number((Long) id.value()) : rows;
  }
}
