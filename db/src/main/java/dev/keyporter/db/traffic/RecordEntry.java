package dev.keyporter.db.traffic;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.limit.BudgetCharge;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing for the record. Every one may be written again after a failure: nothing doubles. */
public sealed interface RecordEntry {
  /** A request that is about to go to its provider. */
  record Begun(RequestStart start) implements RecordEntry {}

  /**
   * A request's end, whether its beginning has been written or not; overrides {@code interrupted}.
   *
   * @param exchange null where bodies are not kept
   * @param references those not written before
   * @param charges what it took from budgets
   */
  record Ended(
      RequestStart start,
      RequestEnd end,
      @Nullable StoredExchange exchange,
      List<ProviderReference> references,
      List<BudgetCharge> charges)
      implements RecordEntry {
    public Ended {
      references = List.copyOf(references);
      charges = List.copyOf(charges);
    }

    /** One that no budget is asked for. */
    public Ended(
        RequestStart start,
        RequestEnd end,
        @Nullable StoredExchange exchange,
        List<ProviderReference> references) {
      this(start, end, exchange, references, List.of());
    }
  }

  /** A request that never went to a provider: refused. Its beginning has not been written. */
  record Whole(RequestStart start, RequestEnd end, @Nullable StoredExchange exchange)
      implements RecordEntry {}

  /** An id of the provider's, before the client can know it. */
  record Referenced(ProviderReference reference) implements RecordEntry {}

  /** A token has been used. */
  record TokenUsed(AccessTokenId token, @Nullable UserId user, Instant when)
      implements RecordEntry {}

  /** No request of this process with a lower id is or becomes pending. */
  record OldestOpen(RequestId id) implements RecordEntry {}

  /** What an entry without bodies weighs, in bytes. */
  int ROW_WEIGHT = 1000;

  /** Roughly the memory it holds until it is written, in bytes. */
  default long weight() {
    StoredExchange exchange =
        switch (this) {
          case Ended ended -> ended.exchange();
          case Whole whole -> whole.exchange();
          case Begun _, Referenced _, TokenUsed _, OldestOpen _ -> null;
        };
    return ROW_WEIGHT + (exchange == null ? 0 : exchange.weight());
  }
}
