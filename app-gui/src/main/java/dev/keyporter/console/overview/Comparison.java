package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.usage.UsageTotals;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How a figure stands to the period before.
 *
 * @param change with an arrow; empty where there is nothing to compare with
 * @param rest what it is compared with
 * @param tone good or bad only where that is certain
 */
record Comparison(String change, String rest, Tone tone) {
  private static final Texts TEXTS = Texts.of(Comparison.class);
  private static final double SAME = 0.0005;

  static Comparison spend(UsageTotals totals) {
    return share(
        totals.now().cost().amount().doubleValue(),
        totals.before().cost().amount().doubleValue(),
        Amounts.usd(totals.before().cost()));
  }

  static Comparison requests(UsageTotals totals) {
    return share(
        (double) totals.now().requests(),
        (double) totals.before().requests(),
        Amounts.count(totals.before().requests()));
  }

  private static Comparison share(double now, double before, String beforeWords) {
    if (before == 0) {
      return new Comparison("", TEXTS.text("before.none"), Tone.QUIET);
    }
    double change = now / before - 1;
    String from = TEXTS.text("before.from", beforeWords);
    if (Math.abs(change) < SAME) {
      return new Comparison("", TEXTS.text("before.same"), Tone.QUIET);
    }
    double shown = Math.abs(change);
    String percent =
        shown >= 10
            ? TEXTS.text("before.times", Figures.decimal(BigDecimal.valueOf(now / before), 0))
            : TEXTS.text("percent", Figures.decimal(BigDecimal.valueOf(shown * 100), 1));
    return new Comparison(arrow(change) + percent, from, Tone.QUIET);
  }

  /** In points of a percent; fewer are better. */
  static Comparison errors(UsageTotals totals) {
    String failed = TEXTS.text("failed", Amounts.count(totals.now().errors()));
    if (totals.now().errorShare().isEmpty() || totals.before().errorShare().isEmpty()) {
      return new Comparison("", failed, Tone.QUIET);
    }
    double change =
        totals.now().errorShare().getAsDouble() - totals.before().errorShare().getAsDouble();
    if (Math.abs(change) < SAME / 10) {
      return new Comparison("", failed, Tone.QUIET);
    }
    String points =
        TEXTS.text("points", Figures.decimal(BigDecimal.valueOf(Math.abs(change) * 100), 2));
    return new Comparison(arrow(change) + points, failed, tone(change));
  }

  /** Sooner is better. */
  static Comparison firstToken(UsageTotals totals) {
    Duration now = totals.now().firstTokens().quantile(0.95).orElse(null);
    Duration before = totals.before().firstTokens().quantile(0.95).orElse(null);
    if (before == null) {
      return new Comparison("", TEXTS.text("before.none"), Tone.QUIET);
    }
    String from = TEXTS.text("before.from", Figures.duration(before));
    if (now == null || now.minus(before).toMillis() == 0) {
      return new Comparison("", from, Tone.QUIET);
    }
    Duration change = now.minus(before);
    double sign = change.isNegative() ? -1 : 1;
    return new Comparison(arrow(sign) + Figures.duration(change.abs()), from, tone(sign));
  }

  private static Tone tone(double change) {
    return change < 0 ? Tone.GOOD : Tone.CAUTION;
  }

  private static String arrow(double change) {
    return change < 0 ? "↓ " : "↑ ";
  }
}
