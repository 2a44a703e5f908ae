package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.ledger.SpendBook;
import dev.keyporter.db.usage.SeriesKey;
import dev.keyporter.db.usage.UsageIncrement;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Usage that is told after its request has ended, as a background response's is. */
public final class LateUsage {
  private final Transactions transactions;
  private final UsageRecorder sums;

  /**
   * @param sums adds up what is recorded
   */
  public LateUsage(Transactions transactions, UsageRecorder sums) {
    this.transactions = transactions;
    this.sums = sums;
  }

  /**
   * Fills in the usage of a request whose answer came without one.
   *
   * @param pricing what it cost, as it was asked for then
   * @return false, and nothing changes, where its usage is known or the request is still running
   */
  public boolean complete(
      RequestId id,
      TokenUsage usage,
      @Nullable String rawUsage,
      @Nullable String servedModel,
      @Nullable String serviceTier,
      Function<Creator, Cost> pricing) {
    return sums.patiently(
        () ->
            transactions.write(
                context -> {
                  var row =
                      context
                          .selectFrom(REQUEST)
                          .where(REQUEST.ID.eq(id.value()))
                          .and(REQUEST.INPUT_TOKENS.isNull())
                          .and(
                              REQUEST.COST_CERTAINTY.in(
                                  CostCertainty.UNKNOWN.label(), CostCertainty.ESTIMATED.label()))
                          .and(REQUEST.STATUS.ne(RequestStatus.PENDING.label()))
                          .forUpdate()
                          .fetchOne();
                  if (row == null) {
                    return false;
                  }
                  Instant createdAt = row.getCreatedAt().toInstant();
                  Cost cost =
                      pricing.apply(new Creator(row.getModel(), row.getRequestedTier(), createdAt));
                  var increment =
                      UsageIncrement.completed(
                          id,
                          SeriesKey.of(
                              row.getOrganizationId(),
                              row.getUserId(),
                              row.getKeyId(),
                              row.getModel()),
                          createdAt,
                          usage,
                          RequestRows.cost(row),
                          cost);
                  store(context, id, usage, rawUsage, servedModel, serviceTier, cost);
                  SpendBook.correct(context, id, cost.amount());
                  sums.add(context, List.of(increment));
                  return true;
                }));
  }

  private static void store(
      DSLContext context,
      RequestId id,
      TokenUsage usage,
      @Nullable String rawUsage,
      @Nullable String servedModel,
      @Nullable String serviceTier,
      Cost cost) {
    Usd amount = cost.amount();
    Rates rates = cost.rates();
    context
        .update(REQUEST)
        .set(REQUEST.INPUT_TOKENS, usage.input())
        .set(REQUEST.CACHED_TOKENS, usage.cached())
        .set(REQUEST.CACHE_WRITE_TOKENS, usage.cacheWrite())
        .set(REQUEST.OUTPUT_TOKENS, usage.output())
        .set(REQUEST.REASONING_TOKENS, usage.reasoning())
        .set(REQUEST.TOTAL_TOKENS, usage.total())
        .set(REQUEST.RAW_USAGE, Rows.fit(REQUEST.RAW_USAGE, rawUsage))
        .set(REQUEST.SERVED_MODEL, Rows.fit(REQUEST.SERVED_MODEL, servedModel))
        .set(REQUEST.SERVICE_TIER, Rows.fit(REQUEST.SERVICE_TIER, serviceTier))
        .set(REQUEST.COST_CERTAINTY, cost.certainty().label())
        .set(REQUEST.COST_REASONS, RequestRows.reasons(cost))
        .set(REQUEST.COST_ITEMS, CostItemLines.write(cost.beside()))
        .set(REQUEST.COST_USD, amount == null ? null : amount.amount())
        .set(REQUEST.RATE_INPUT, rates == null ? null : rates.input())
        .set(REQUEST.RATE_CACHED_INPUT, rates == null ? null : rates.cachedInput())
        .set(REQUEST.RATE_CACHE_WRITE, rates == null ? null : rates.cacheWrite())
        .set(REQUEST.RATE_OUTPUT, rates == null ? null : rates.output())
        .set(REQUEST.RATE_SOURCE, rates == null ? null : rates.source())
        .where(REQUEST.ID.eq(id.value()))
        .execute();
  }
}
