package dev.keyporter.proxy.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.BudgetState;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.ModelPatterns;
import dev.keyporter.model.limit.ScopedLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Limits as JSON: amounts of money are decimal strings, what is not set is null. */
public final class LimitJson {
  private LimitJson() {}

  /**
   * The limits of one scope.
   *
   * @param name the organization's, user's or token's
   * @param states of its budgets
   */
  public static ObjectNode of(ScopedLimits scoped, String name, List<BudgetState> states) {
    Limits limits = scoped.limits();
    BudgetState day = state(states, LimitKind.USD_PER_DAY);
    BudgetState month = state(states, LimitKind.USD_PER_MONTH);
    BudgetState total = state(states, LimitKind.USD_TOTAL);
    ObjectNode json =
        Json.object()
            .put("scope", scoped.scope().label())
            .put("id", scoped.scope().id().toString())
            .put("name", name);
    for (LimitKind kind : LimitKind.values()) {
      BigDecimal amount = limits.amount(kind);
      if (amount == null) {
        json.putNull(kind.label());
      } else if (kind.isSpend()) {
        json.put(kind.label(), new Usd(amount).toString());
      } else {
        json.put(kind.label(), amount.longValueExact());
      }
    }
    json.set("models", models(limits.models()));
    return json.put("unpriced", limits.unpriced().name().toLowerCase(Locale.ROOT))
        .put("spent_today_usd", spent(day))
        .put("spent_month_usd", spent(month))
        .put("spent_total_usd", spent(total))
        .put("reserved_usd", reserved(states))
        .put("resets_day_at", end(day))
        .put("resets_month_at", end(month));
  }

  private static @Nullable ArrayNode models(@Nullable ModelPatterns models) {
    if (models == null) {
      return null;
    }
    ArrayNode list = Json.array(List.of());
    models.patterns().forEach(list::add);
    return list;
  }

  private static @Nullable BudgetState state(List<BudgetState> states, LimitKind kind) {
    return states.stream().filter(state -> state.kind() == kind).findFirst().orElse(null);
  }

  private static @Nullable String spent(@Nullable BudgetState state) {
    return state == null ? null : state.spent().toString();
  }

  /** Budgets of one scope are reserved for the same requests: the most of them is what counts. */
  private static @Nullable String reserved(List<BudgetState> states) {
    return states.stream()
        .map(BudgetState::reserved)
        .max(Usd::compareTo)
        .map(Usd::toString)
        .orElse(null);
  }

  private static @Nullable String end(@Nullable BudgetState state) {
    Instant end = state == null ? null : state.period().end();
    return end == null ? null : end.toString();
  }
}
