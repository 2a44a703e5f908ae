package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;
import static java.util.stream.Collectors.joining;

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
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code request}, with the user's name and the rating joined, as summaries. */
final class RequestRows {
  private RequestRows() {}

  static SelectOnConditionStep<Record> select(DSLContext context) {
    return context
        .select(REQUEST.fields())
        .select(APP_USER.NAME, RATING.SCORE)
        .from(REQUEST)
        .leftJoin(APP_USER)
        .on(APP_USER.ID.eq(REQUEST.USER_ID))
        .leftJoin(RATING)
        .on(RATING.REQUEST_ID.eq(REQUEST.ID));
  }

  static RequestSummary summary(Record row) {
    var user = row.get(REQUEST.USER_ID);
    var token = row.get(REQUEST.TOKEN_ID);
    var key = row.get(REQUEST.KEY_ID);
    return new RequestSummary(
        new RequestId(row.get(REQUEST.ID)),
        new OrganizationId(row.get(REQUEST.ORGANIZATION_ID)),
        user == null ? null : new UserId(user),
        row.get(APP_USER.NAME),
        token == null ? null : new AccessTokenId(token),
        key == null ? null : new ProviderKeyId(key),
        row.get(REQUEST.SESSION_ID),
        row.get(REQUEST.ROUTE),
        target(row),
        row.get(REQUEST.MODEL),
        row.get(REQUEST.SERVED_MODEL),
        row.get(REQUEST.SERVICE_TIER),
        row.get(REQUEST.REQUESTED_TIER),
        row.get(REQUEST.STREAMED),
        status(row),
        row.get(REQUEST.HTTP_STATUS),
        row.get(REQUEST.ERROR_CODE),
        row.get(REQUEST.ERROR_MESSAGE),
        row.get(REQUEST.RESPONSE_ID),
        row.get(REQUEST.UPSTREAM_REQUEST_ID),
        row.get(REQUEST.CREATED_AT).toInstant(),
        duration(row, REQUEST.TO_PROVIDER_MICROS),
        duration(row, REQUEST.FIRST_BYTE_MICROS),
        duration(row, REQUEST.DURATION_MICROS),
        usage(row),
        row.get(REQUEST.RAW_USAGE),
        cost(row),
        row.get(REQUEST.REQUEST_BYTES),
        row.get(REQUEST.RESPONSE_BYTES),
        row.get(RATING.SCORE));
  }

  private static @Nullable Target target(Record row) {
    String method = row.get(REQUEST.METHOD);
    String path = row.get(REQUEST.PATH);
    return method == null || path == null ? null : new Target(method, path);
  }

  static RequestStatus status(Record row) {
    return RequestStatus.valueOf(row.get(REQUEST.STATUS).toUpperCase(Locale.ROOT));
  }

  private static @Nullable Duration duration(Record row, TableField<?, Long> column) {
    Long micros = row.get(column);
    return micros == null ? null : Duration.ofNanos(micros * 1000);
  }

  private static @Nullable TokenUsage usage(Record row) {
    return row.get(REQUEST.INPUT_TOKENS) == null
        ? null
        : new TokenUsage(
            row.get(REQUEST.INPUT_TOKENS),
            row.get(REQUEST.CACHED_TOKENS),
            row.get(REQUEST.CACHE_WRITE_TOKENS),
            row.get(REQUEST.OUTPUT_TOKENS),
            row.get(REQUEST.REASONING_TOKENS),
            row.get(REQUEST.TOTAL_TOKENS));
  }

  static Cost cost(Record row) {
    BigDecimal amount = row.get(REQUEST.COST_USD);
    return new Cost(
        CostCertainty.valueOf(row.get(REQUEST.COST_CERTAINTY).toUpperCase(Locale.ROOT)),
        amount == null ? null : new Usd(amount.stripTrailingZeros()),
        row.get(REQUEST.RATE_SOURCE) == null
            ? null
            : new Rates(
                row.get(REQUEST.RATE_INPUT).stripTrailingZeros(),
                row.get(REQUEST.RATE_CACHED_INPUT).stripTrailingZeros(),
                row.get(REQUEST.RATE_CACHE_WRITE).stripTrailingZeros(),
                row.get(REQUEST.RATE_OUTPUT).stripTrailingZeros(),
                row.get(REQUEST.RATE_SOURCE)),
        reasons(row.get(REQUEST.COST_REASONS)),
        CostItemLines.read(row.get(REQUEST.COST_ITEMS)));
  }

  /** As the column holds them; null for none. */
  static @Nullable String reasons(Cost cost) {
    return cost.reasons().isEmpty()
        ? null
        : cost.reasons().stream().map(CostReason::label).collect(joining(" "));
  }

  private static List<CostReason> reasons(@Nullable String labels) {
    return labels == null
        ? List.of()
        : Stream.of(labels.split(" "))
            .flatMap(label -> CostReason.labelled(label).stream())
            .toList();
  }
}
