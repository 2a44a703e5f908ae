package dev.keyporter.console.overview;

import dev.keyporter.console.charts.Ticks;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.usage.UsageSums;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/** Sums as they stand on Overview: huge ones short, so that they fit. */
final class Amounts {
  private static final double HUGE = 10_000_000;
  private static final double LONG = 10_000;

  private Amounts() {}

  /** Money; {@code ~} where some of it is estimated, and in words where nothing of it is known. */
  static String usd(UsageSums sums) {
    if (sums.cost().amount().signum() == 0 && sums.unpriced() > 0) {
      return Figures.cost(Cost.UNPRICED);
    }
    if (sums.cost().amount().signum() == 0 && sums.unknown() > 0) {
      return Figures.cost(Cost.UNKNOWN);
    }
    boolean isEstimate = sums.estimated() > 0 && sums.cost().amount().signum() > 0;
    return (isEstimate ? "~" : "") + usd(sums.cost());
  }

  static String usd(Usd sum) {
    double amount = sum.amount().doubleValue();
    return amount >= HUGE ? "$" + compact(amount, 2) : Figures.usd(sum);
  }

  static String count(long count) {
    return count >= HUGE ? compact((double) count, 2) : Figures.count(count);
  }

  /** What a measure makes of sums; of latencies the 95th percentile. */
  static String of(Measure measure, UsageSums sums) {
    return switch (measure) {
      case SPEND -> usd(sums);
      case REQUESTS -> count(sums.requests());
      case TOKENS -> count(sums.tokens().total());
      case ERRORS -> count(sums.errors());
      case LATENCY, FIRST_TOKEN -> duration(measure, sums, 0.95);
    };
  }

  static String duration(Measure measure, UsageSums sums, double share) {
    return Figures.duration(measure.quantile(sums, share).orElse(null));
  }

  /** A value beside a line of the axis. */
  static String axis(Measure measure, Ticks ticks, double value) {
    return switch (measure) {
      case SPEND -> {
        int decimals = ticks.decimals() == 1 ? 2 : ticks.decimals();
        yield "$" + (value >= LONG ? compact(value, 1) : decimal(value, value == 0 ? 0 : decimals));
      }
      case REQUESTS, TOKENS, ERRORS -> value >= LONG ? compact(value, 1) : decimal(value, 0);
      case LATENCY, FIRST_TOKEN ->
          value == 0
              ? "0"
              : ticks.top() < 1
                  ? Figures.duration(Duration.ofNanos(Math.round(value * 1e9)))
                  : decimal(value, ticks.decimals()) + " s";
    };
  }

  private static String decimal(double value, int places) {
    return Figures.decimal(BigDecimal.valueOf(value), places);
  }

  private static String compact(double value, int places) {
    NumberFormat format =
        NumberFormat.getCompactNumberInstance(
            Locale.getDefault(Locale.Category.FORMAT), NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(places);
    return format.format(value);
  }
}
