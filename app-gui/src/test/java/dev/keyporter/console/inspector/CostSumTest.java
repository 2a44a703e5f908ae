package dev.keyporter.console.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.inspector.CostSum.Item;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CostSumTest {
  private static final Rates RATES =
      new Rates(
          new BigDecimal("2"),
          new BigDecimal("0.2"),
          new BigDecimal("2.5"),
          new BigDecimal("12"),
          "a list");

  @Test
  void takesCachedAndWrittenTokensOutOfTheInput() {
    CostSum sum = sum(new TokenUsage(8412, 6144, 0, 1136, 512, 9548), RATES);
    assertEquals(
        List.of(Item.INPUT, Item.CACHED_INPUT, Item.OUTPUT),
        sum.lines().stream().map(CostSum.Line::item).toList());
    assertEquals(
        List.of(2268L, 6144L, 1136L), sum.lines().stream().map(CostSum.Line::tokens).toList());
    assertEquals(512, sum.reasoning());
    // 0.004536 + 0.0012288 + 0.013632
    assertEquals(0, new BigDecimal("0.0193968").compareTo(sum.total()));
    assertEquals(7, sum.places());
  }

  @Test
  void addsUpToTheRecordedCostToTheLastDigit() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 1000; i++) {
      var usage =
          new TokenUsage(
              random.nextLong(1_000_000),
              random.nextLong(1_000_000),
              random.nextLong(100_000),
              random.nextLong(100_000),
              random.nextLong(1000),
              1);
      var rates = new Rates(rate(random), rate(random), rate(random), rate(random), "any");
      CostSum sum = sum(usage, rates);
      assertEquals(0, rates.priceOf(usage).amount().compareTo(sum.total()), usage::toString);
      BigDecimal shown =
          sum.lines().stream()
              .map(line -> line.amount().setScale(sum.places()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertEquals(0, shown.compareTo(sum.total()), "as shown, without rounding");
      assertTrue(sum.lines().stream().allMatch(line -> line.tokens() >= 0));
    }
  }

  private static BigDecimal rate(RandomGenerator random) {
    return BigDecimal.valueOf(random.nextInt(50_000), 3);
  }

  @Test
  void isNoSumWithoutRates() {
    assertEquals(Optional.empty(), CostSum.of(new TokenUsage(1, 0, 0, 1, 0, 2), Cost.UNPRICED));
  }

  private static CostSum sum(TokenUsage usage, Rates rates) {
    return CostSum.of(usage, Cost.of(rates.priceOf(usage), rates, List.of())).orElseThrow();
  }
}
