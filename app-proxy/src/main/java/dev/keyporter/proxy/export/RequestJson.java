package dev.keyporter.proxy.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A recorded request as {@code --json} and exports show it. */
public final class RequestJson {
  /**
   * One property.
   *
   * @param value a text, number or truth value, a list of texts, or null
   */
  private record Column(String name, Function<RequestSummary, @Nullable Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("request_id", RequestSummary::id),
          new Column("response_id", RequestSummary::responseId),
          new Column("session_id", RequestSummary::sessionId),
          new Column("organization_id", RequestSummary::organizationId),
          new Column("user_id", RequestSummary::userName),
          new Column("token_id", RequestSummary::tokenId),
          new Column("key_id", RequestSummary::keyId),
          new Column("route", RequestSummary::route),
          new Column("method", request -> target(request, Target::method)),
          new Column("path", request -> target(request, Target::path)),
          new Column("model", RequestSummary::model),
          new Column("served_model", RequestSummary::servedModel),
          new Column("service_tier", RequestSummary::serviceTier),
          new Column("requested_service_tier", RequestSummary::requestedTier),
          new Column("streamed", RequestSummary::streamed),
          new Column("status", request -> request.status().label()),
          new Column("http_status", RequestSummary::httpStatus),
          new Column("error_code", RequestSummary::errorCode),
          new Column("error_message", RequestSummary::errorMessage),
          new Column("input_tokens", request -> tokens(request, TokenUsage::input)),
          new Column("cached_tokens", request -> tokens(request, TokenUsage::cached)),
          new Column("cache_write_tokens", request -> tokens(request, TokenUsage::cacheWrite)),
          new Column("output_tokens", request -> tokens(request, TokenUsage::output)),
          new Column("reasoning_tokens", request -> tokens(request, TokenUsage::reasoning)),
          new Column("total_tokens", request -> tokens(request, TokenUsage::total)),
          new Column("cost_usd", RequestJson::dollars),
          new Column("cost_certainty", RequestJson::certainty),
          new Column("cost_reasons", RequestJson::reasons),
          new Column("cost_items", RequestJson::items),
          new Column("rate_input", request -> dollars(request, Rates::input)),
          new Column("rate_cached_input", request -> dollars(request, Rates::cachedInput)),
          new Column("rate_cache_write", request -> dollars(request, Rates::cacheWrite)),
          new Column("rate_output", request -> dollars(request, Rates::output)),
          new Column("rate_source", request -> source(request)),
          new Column("raw_usage", RequestSummary::rawUsage),
          new Column("rating", RequestSummary::rating),
          new Column("upstream_request_id", RequestSummary::upstreamRequestId),
          new Column("created_at", RequestSummary::createdAt),
          new Column("to_provider_ms", request -> millis(request.timeToProvider())),
          new Column("first_byte_ms", request -> millis(request.timeToFirstByte())),
          new Column("duration_ms", request -> millis(request.duration())),
          new Column("request_bytes", RequestSummary::requestBytes),
          new Column("response_bytes", RequestSummary::responseBytes));

  private RequestJson() {}

  static List<String> names() {
    return COLUMNS.stream().map(Column::name).toList();
  }

  public static ObjectNode of(RequestSummary request) {
    ObjectNode json = Json.object();
    for (Column column : COLUMNS) {
      json.set(column.name(), Json.value(column.value().apply(request)));
    }
    return json;
  }

  private static @Nullable String target(RequestSummary request, Function<Target, String> which) {
    return request.target() == null ? null : which.apply(request.target());
  }

  private static @Nullable Long tokens(RequestSummary request, ToLongFunction<TokenUsage> which) {
    TokenUsage usage = request.usage();
    return usage == null ? null : (Long) which.applyAsLong(usage);
  }

  private static @Nullable BigDecimal dollars(RequestSummary request) {
    Usd amount = request.cost().amount();
    return amount == null ? null : new BigDecimal(amount.toString());
  }

  /** A rate in US dollars per million tokens. */
  private static @Nullable BigDecimal dollars(
      RequestSummary request, Function<Rates, BigDecimal> which) {
    Rates rates = request.cost().rates();
    return rates == null ? null : new BigDecimal(new Usd(which.apply(rates)).toString());
  }

  private static @Nullable String source(RequestSummary request) {
    Rates rates = request.cost().rates();
    return rates == null ? null : rates.source();
  }

  private static List<String> reasons(RequestSummary request) {
    return request.cost().reasons().stream().map(CostReason::label).toList();
  }

  /** The bill: what is paid for, how much of it, at which rate. */
  private static List<Map<String, @Nullable Object>> items(RequestSummary request) {
    Cost cost = request.cost();
    TokenUsage usage = request.usage();
    return (usage == null ? cost.beside() : cost.items(usage))
        .stream().map(RequestJson::item).toList();
  }

  private static Map<String, @Nullable Object> item(CostItem item) {
    BigDecimal rate = item.rate();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("item", item.kind().label());
    json.put("quantity", new BigDecimal(new Usd(item.quantity()).toString()));
    json.put("unit", item.kind().unit());
    json.put("rate_usd", rate == null ? null : new BigDecimal(new Usd(rate).toString()));
    json.put("per", item.kind().per());
    json.put("amount_usd", rate == null ? null : new BigDecimal(item.amount().toString()));
    json.put("source", item.source());
    return json;
  }

  private static String certainty(RequestSummary request) {
    return request.cost().certainty().name().toLowerCase(Locale.ROOT);
  }

  /** Milliseconds with three decimals at most. */
  private static @Nullable BigDecimal millis(@Nullable Duration duration) {
    return duration == null
        ? null
        : BigDecimal.valueOf(duration.toNanos() / 1_000, 3).stripTrailingZeros();
  }
}
