package dev.keyporter.db.journal;

import dev.keyporter.db.traffic.CostItemLines;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetCharge;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.model.traffic.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of the record as bytes. Whatever changes here must raise {@link JournalFile#VERSION}: a
 * newer program folds what an older one left behind.
 */
final class EntryCodec {
  private static final int BEGUN = 1;
  private static final int ENDED = 2;
  private static final int WHOLE = 3;
  private static final int REFERENCED = 4;
  private static final int TOKEN_USED = 5;
  private static final int OLDEST_OPEN = 6;

  /** Stands behind the certainty of a cost that has items; older programs wrote none. */
  private static final String WITH_ITEMS = "+";

  /** {@link #ENDED}, and what it took from budgets; since version 3. */
  private static final int ENDED_CHARGED = 7;

  private EntryCodec() {}

  static byte[] encode(List<RecordEntry> entries) {
    long weight = 0;
    for (RecordEntry entry : entries) {
      weight += entry.weight();
    }
    var out = new FieldWriter(Math.toIntExact(weight));
    entries.forEach(entry -> write(out, entry));
    return out.bytes();
  }

  /**
   * @param version of the format, at most {@link JournalFile#VERSION}
   */
  static List<RecordEntry> decode(ByteBuffer bytes, int version) {
    var in = new FieldReader(bytes, version);
    var entries = new ArrayList<RecordEntry>();
    while (!in.isAtEnd()) {
      entries.add(read(in));
    }
    return entries;
  }

  private static void write(FieldWriter out, RecordEntry entry) {
    switch (entry) {
      case RecordEntry.Begun(var start) -> start(out.tag(BEGUN), start);
      case RecordEntry.Ended(var start, var end, var exchange, var references, var charges) -> {
        start(out.tag(charges.isEmpty() ? ENDED : ENDED_CHARGED), start);
        end(out, end);
        out.optional(exchange, value -> exchange(out, value)).number(references.size());
        references.forEach(reference -> reference(out, reference));
        charges(out, charges);
      }
      case RecordEntry.Whole(var start, var end, var exchange) -> {
        start(out.tag(WHOLE), start);
        end(out, end);
        out.optional(exchange, value -> exchange(out, value));
      }
      case RecordEntry.Referenced(var reference) -> reference(out.tag(REFERENCED), reference);
      case RecordEntry.TokenUsed(var token, var user, var when) ->
          out.tag(TOKEN_USED).id(token.value()).optional(user, id -> out.id(id.value())).time(when);
      case RecordEntry.OldestOpen(var id) -> out.tag(OLDEST_OPEN).number(id.value());
    }
  }

  private static RecordEntry read(FieldReader in) {
    int tag = in.tag();
    return switch (tag) {
      case BEGUN -> new RecordEntry.Begun(start(in));
      case ENDED ->
          new RecordEntry.Ended(
              start(in), end(in), in.optional(EntryCodec::exchange), references(in));
      case ENDED_CHARGED ->
          new RecordEntry.Ended(
              start(in), end(in), in.optional(EntryCodec::exchange), references(in), charges(in));
      case WHOLE -> new RecordEntry.Whole(start(in), end(in), in.optional(EntryCodec::exchange));
      case REFERENCED -> new RecordEntry.Referenced(reference(in));
      case TOKEN_USED ->
          new RecordEntry.TokenUsed(
              new AccessTokenId(in.id()), in.optional(value -> new UserId(value.id())), in.time());
      case OLDEST_OPEN -> new RecordEntry.OldestOpen(new RequestId(in.longNumber()));
      default -> throw new IllegalStateException("No entry has the tag " + tag + ".");
    };
  }

  private static FieldWriter start(FieldWriter out, RequestStart start) {
    return out.number(start.id().value())
        .id(start.organizationId().value())
        .optional(start.userId(), id -> out.id(id.value()))
        .optional(start.tokenId(), id -> out.id(id.value()))
        .optional(start.keyId(), id -> out.id(id.value()))
        .optional(start.sessionId(), out::text)
        .text(start.route().label())
        .flag(start.route().charged())
        .optional(start.target(), target -> out.text(target.method()).text(target.path()))
        .optional(start.model(), out::text)
        .optional(start.requestedTier(), out::text)
        .flag(start.streamed())
        .time(start.createdAt())
        .number(start.requestBytes());
  }

  private static RequestStart start(FieldReader in) {
    return new RequestStart(
        new RequestId(in.longNumber()),
        new OrganizationId(in.id()),
        in.optional(value -> new UserId(value.id())),
        in.optional(value -> new AccessTokenId(value.id())),
        in.optional(value -> new ProviderKeyId(value.id())),
        in.optional(FieldReader::text),
        route(in),
        in.version() < 2 ? null : in.optional(value -> new Target(value.text(), value.text())),
        in.optional(FieldReader::text),
        in.optional(FieldReader::text),
        in.flag(),
        in.time(),
        in.longNumber());
  }

  private static Route route(FieldReader in) {
    String text = in.text();
    return in.version() < 2 ? routeOfVersion1(text) : new Route(text, in.flag());
  }

  /** Version 1 named routes by constants of the program; now it is by their labels. */
  private static Route routeOfVersion1(String constant) {
    return switch (constant) {
      case "CREATE_RESPONSE" -> new Route("responses.create", true);
      case "RETRIEVE_RESPONSE" -> new Route("responses.retrieve", false);
      case "DELETE_RESPONSE" -> new Route("responses.delete", false);
      case "CANCEL_RESPONSE" -> new Route("responses.cancel", false);
      case "LIST_INPUT_ITEMS" -> new Route("responses.input_items", false);
      case "COUNT_INPUT_TOKENS" -> new Route("responses.input_tokens", false);
      case "COMPACT_RESPONSE" -> new Route("responses.compact", true);
      case "CREATE_CHAT_COMPLETION" -> new Route("chat.completions", true);
      case "CREATE_EMBEDDING" -> new Route("embeddings", true);
      case "LIST_MODELS" -> new Route("models.list", false);
      case "RETRIEVE_MODEL" -> new Route("models.retrieve", false);
      default -> throw new IllegalStateException("Version 1 had no such route: " + constant);
    };
  }

  private static void end(FieldWriter out, RequestEnd end) {
    out.number(end.id().value())
        .text(end.status().name())
        .optional(end.httpStatus(), out::number)
        .optional(end.errorCode(), out::text)
        .optional(end.errorMessage(), out::text)
        .optional(end.servedModel(), out::text)
        .optional(end.serviceTier(), out::text)
        .optional(end.responseId(), out::text)
        .optional(end.upstreamRequestId(), out::text)
        .optional(end.timeToProvider(), out::span)
        .optional(end.timeToFirstByte(), out::span)
        .span(end.duration())
        .optional(end.usage(), usage -> usage(out, usage))
        .optional(end.rawUsage(), out::text);
    cost(out, end.cost());
    out.number(end.responseBytes());
  }

  private static RequestEnd end(FieldReader in) {
    return new RequestEnd(
        new RequestId(in.longNumber()),
        RequestStatus.valueOf(in.text()),
        in.optional(FieldReader::number),
        in.optional(FieldReader::text),
        in.optional(FieldReader::text),
        in.optional(FieldReader::text),
        in.optional(FieldReader::text),
        in.optional(FieldReader::text),
        in.optional(FieldReader::text),
        in.optional(FieldReader::span),
        in.optional(FieldReader::span),
        in.span(),
        in.optional(EntryCodec::usage),
        in.optional(FieldReader::text),
        cost(in),
        in.longNumber());
  }

  private static FieldWriter usage(FieldWriter out, TokenUsage usage) {
    return out.number(usage.input())
        .number(usage.cached())
        .number(usage.cacheWrite())
        .number(usage.output())
        .number(usage.reasoning())
        .number(usage.total());
  }

  private static TokenUsage usage(FieldReader in) {
    return new TokenUsage(
        in.longNumber(),
        in.longNumber(),
        in.longNumber(),
        in.longNumber(),
        in.longNumber(),
        in.longNumber());
  }

  private static void cost(FieldWriter out, Cost cost) {
    String items = CostItemLines.write(cost.beside());
    out.text(cost.certainty().name() + (items == null ? "" : WITH_ITEMS))
        .optional(cost.amount(), amount -> out.decimal(amount.amount()))
        .optional(cost.rates(), rates -> rates(out, rates))
        .number(cost.reasons().size());
    cost.reasons().forEach(reason -> out.text(reason.name()));
    if (items != null) {
      out.text(items);
    }
  }

  private static Cost cost(FieldReader in) {
    String certainty = in.text();
    boolean hasItems = certainty.endsWith(WITH_ITEMS);
    return new Cost(
        CostCertainty.valueOf(
            hasItems ? certainty.substring(0, certainty.length() - 1) : certainty),
        in.optional(value -> new Usd(value.decimal())),
        in.optional(EntryCodec::rates),
        reasons(in),
        hasItems ? CostItemLines.read(in.text()) : List.of());
  }

  private static List<CostReason> reasons(FieldReader in) {
    int count = in.number();
    var reasons = new ArrayList<CostReason>();
    for (int i = 0; i < count; i++) {
      reasons.add(CostReason.valueOf(in.text()));
    }
    return reasons;
  }

  private static FieldWriter rates(FieldWriter out, Rates rates) {
    return out.decimal(rates.input())
        .decimal(rates.cachedInput())
        .decimal(rates.cacheWrite())
        .decimal(rates.output())
        .text(rates.source());
  }

  private static Rates rates(FieldReader in) {
    return new Rates(in.decimal(), in.decimal(), in.decimal(), in.decimal(), in.text());
  }

  private static FieldWriter exchange(FieldWriter out, StoredExchange stored) {
    Exchange exchange = stored.exchange();
    return out.number(exchange.id().value())
        .id(exchange.organizationId().value())
        .number(stored.encoding())
        .text(exchange.requestHeaders())
        .bytes(stored.requestBody())
        .text(exchange.responseHeaders())
        .bytes(stored.responseBody())
        .optional(stored.eventTimes(), out::bytes)
        .optional(exchange.promptText(), out::text)
        .optional(exchange.answerText(), out::text);
  }

  private static StoredExchange exchange(FieldReader in) {
    var id = new RequestId(in.longNumber());
    var organization = new OrganizationId(in.id());
    int encoding = in.number();
    String requestHeaders = in.text();
    byte[] requestBody = in.bytes();
    String responseHeaders = in.text();
    byte[] responseBody = in.bytes();
    byte[] times = in.optional(FieldReader::bytes);
    var exchange =
        new Exchange(
            id,
            organization,
            requestHeaders,
            requestBody,
            responseHeaders,
            responseBody,
            null,
            in.optional(FieldReader::text),
            in.optional(FieldReader::text));
    return StoredExchange.again(exchange, encoding, requestBody, responseBody, times);
  }

  private static void reference(FieldWriter out, ProviderReference reference) {
    out.number(reference.requestId().value())
        .text(reference.kind().name())
        .text(reference.providerId())
        .id(reference.organizationId().value())
        .optional(reference.owner(), id -> out.id(id.value()))
        .id(reference.keyId().value())
        .optional(reference.sessionId(), out::text);
  }

  private static ProviderReference reference(FieldReader in) {
    return new ProviderReference(
        new RequestId(in.longNumber()),
        ProviderReference.Kind.valueOf(in.text()),
        in.text(),
        new OrganizationId(in.id()),
        in.optional(value -> new UserId(value.id())),
        new ProviderKeyId(in.id()),
        in.optional(FieldReader::text));
  }

  private static List<ProviderReference> references(FieldReader in) {
    int count = in.number();
    var references = new ArrayList<ProviderReference>(Math.min(count, 16));
    for (int i = 0; i < count; i++) {
      references.add(reference(in));
    }
    return references;
  }

  private static void charges(FieldWriter out, List<BudgetCharge> charges) {
    if (charges.isEmpty()) {
      return;
    }
    out.number(charges.size());
    for (BudgetCharge charge : charges) {
      out.id(charge.budget().scope())
          .text(charge.budget().kind().name())
          .time(charge.budget().start())
          .decimal(charge.amount().amount())
          .flag(charge.isEstimate());
    }
  }

  private static List<BudgetCharge> charges(FieldReader in) {
    int count = in.number();
    var charges = new ArrayList<BudgetCharge>(Math.min(count, 16));
    for (int i = 0; i < count; i++) {
      charges.add(
          new BudgetCharge(
              new Budget(in.id(), LimitKind.valueOf(in.text()), in.time()),
              new Usd(in.decimal()),
              in.flag()));
    }
    return charges;
  }
}
