package dev.keyporter.console.inspector;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cost as a sum that one can redo by hand. Cached and written tokens are taken out of the input
 * they are part of, so that the lines add up to the cost, to the last digit.
 *
 * @param reasoning tokens inside the output, for its note
 * @param places how many digits behind the point show every line without rounding
 */
record CostSum(List<Line> lines, long reasoning, BigDecimal total, int places) {
  private static final int MILLION = 6;

  /** What is paid for. */
  enum Item {
    INPUT,
    CACHED_INPUT,
    CACHE_WRITE,
    OUTPUT
  }

  /**
   * Tokens at a rate.
   *
   * @param rate US dollars per million tokens
   * @param amount US dollars
   */
  record Line(Item item, long tokens, BigDecimal rate, BigDecimal amount) {
    static Line of(Item item, long tokens, BigDecimal rate) {
      return new Line(
          item, tokens, rate, rate.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION));
    }
  }

  /** Empty where tokens or rates are not known. */
  static Optional<CostSum> of(TokenUsage usage, Cost cost) {
    Rates rates = cost.rates();
    if (rates == null) {
      return Optional.empty();
    }
    // The same bounds as the price itself has, for providers that count more cached than input.
    long cached = Math.min(usage.cached(), usage.input());
    long written = Math.min(usage.cacheWrite(), usage.input() - cached);
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Item.INPUT, usage.input() - cached - written, rates.input()));
    if (cached > 0) {
      lines.add(Line.of(Item.CACHED_INPUT, cached, rates.cachedInput()));
    }
    if (written > 0) {
      lines.add(Line.of(Item.CACHE_WRITE, written, rates.cacheWrite()));
    }
    lines.add(Line.of(Item.OUTPUT, usage.output(), rates.output()));
    BigDecimal total = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    int places =
        lines.stream().mapToInt(line -> line.amount().stripTrailingZeros().scale()).max().orElse(0);
    return Optional.of(
        new CostSum(List.copyOf(lines), usage.reasoning(), total, Math.max(MILLION, places)));
  }
}
