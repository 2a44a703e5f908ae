package dev.keyporter.proxy.limit;

import static java.util.stream.Collectors.joining;

import dev.keyporter.db.ledger.LimitGrant;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.ModelPatterns;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.error.ProxyError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers are told whose request a limit refuses. */
final class LimitErrors {
  /** Digits after the point that people are told of an amount. */
  private static final int TOLD = 6;

  private LimitErrors() {}

  static ProxyError modelNotAllowed(@Nullable String model, List<ModelPatterns> lists) {
    String asked =
        model == null
            ? "The request names no model, and only some are allowed."
            : "The model '" + model + "' is not allowed.";
    return new ProxyError.Forbidden(
        "model_not_allowed",
        asked
            + " Ask for one of: "
            + lists.stream()
                .map(list -> String.join(", ", list.patterns()))
                .collect(joining("; and also one of: "))
            + ".");
  }

  static ProxyError unpriced(@Nullable String model) {
    return new ProxyError.Forbidden(
        "model_unpriced",
        (model == null ? "The request names no model" : "The model '" + model + "' has no price")
            + ", so that its cost cannot be limited, and a limit refuses what has none. Ask for"
            + " another model, or have whoever looks after this Keyporter set a price for it.");
  }

  /**
   * A limit has too little left.
   *
   * @param millis after how many milliseconds there is enough, where that is known
   */
  static ProxyError exceeded(
      Need need, LimitGrant grant, Caller caller, Estimate estimate, long millis) {
    BigDecimal limit = grant.limit() == null ? BigDecimal.ZERO : grant.limit();
    String whose = whose(need.limits.scope(), caller);
    return switch (need.kind) {
      case USD_PER_DAY, USD_PER_MONTH, USD_TOTAL ->
          new ProxyError.BudgetExhausted(budget(need, grant, limit, whose, estimate));
      case REQUESTS_PER_MINUTE ->
          new ProxyError.RateLimited(
              "requests",
              "The limit of %s is reached: %s requests per minute. The next one passes in %s."
                  .formatted(whose, limit.toPlainString(), seconds(millis)),
              millis);
      case TOKENS_PER_MINUTE ->
          new ProxyError.RateLimited(
              "tokens",
              ("The limit of %s is reached: %s tokens per minute, of which this request may take"
                      + " %d. It passes in %s.")
                  .formatted(whose, limit.toPlainString(), estimate.tokens(), seconds(millis)),
              millis);
      case CONCURRENT_REQUESTS ->
          new ProxyError.TooManyAtOnce(
              "The limit of %s is reached: %s requests at once. Send the next one when another has ended."
                  .formatted(whose, limit.toPlainString()));
    };
  }

  private static String budget(
      Need need, LimitGrant grant, BigDecimal limit, String whose, Estimate estimate) {
    String period =
        switch (need.kind) {
          case USD_PER_DAY -> " per day";
          case USD_PER_MONTH -> " per month";
          default -> " in total";
        };
    Instant anew = need.period.end();
    return "The budget of %s is used up: %s US dollars%s, of which %s are spent and %s reserved; this request may cost %s. %s"
        .formatted(
            whose,
            new Usd(limit),
            period,
            told(grant.spent()),
            told(grant.reserved()),
            told(estimate.cost()),
            anew == null
                ? "It does not begin anew: ask whoever looks after this Keyporter for more."
                : "It begins anew at " + anew + ".");
  }

  private static String whose(LimitScope scope, Caller caller) {
    return switch (scope) {
      case LimitScope.OfOrganization _ -> "the organization '" + caller.organization().name() + "'";
      case LimitScope.OfUser _ -> "the user '" + caller.user().name() + "'";
      case LimitScope.OfToken _ -> "the token '" + caller.token().name() + "'";
    };
  }

  private static Usd told(BigDecimal amount) {
    return new Usd(amount.setScale(TOLD, RoundingMode.HALF_UP));
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).setScale(1, RoundingMode.UP) + " seconds";
  }
}
