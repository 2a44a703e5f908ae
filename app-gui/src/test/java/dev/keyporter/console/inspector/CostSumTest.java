package dev.keyporter.console.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostItem.Kind;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
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
        List.of(Kind.INPUT, Kind.CACHED_INPUT, Kind.OUTPUT),
        sum.items().stream().map(CostItem::kind).toList());
    assertEquals(
        List.of(2268L, 6144L, 1136L),
        sum.items().stream().map(item -> item.quantity().longValueExact()).toList());
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
          sum.items().stream()
              .map(item -> item.amount().amount().setScale(sum.places()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertEquals(0, shown.compareTo(sum.total()), "as shown, without rounding");
      assertTrue(sum.items().stream().allMatch(item -> item.quantity().signum() >= 0));
    }
  }

  private static BigDecimal rate(RandomGenerator random) {
    return BigDecimal.valueOf(random.nextInt(50_000), 3);
  }

  @Test
  void isNoSumWithoutRates() {
    assertEquals(Optional.empty(), CostSum.of(new TokenUsage(1, 0, 0, 1, 0, 2), Cost.UNPRICED));
  }

  @Test
  void showsWhatIsPaidBesideTheTokens() {
    var usage = new TokenUsage(1000, 0, 300, 100, 0, 1100);
    Cost cost =
        Cost.of(
            usage,
            RATES,
            List.of(
                CostItem.of(Kind.LONG_CACHE_WRITE, 100, new BigDecimal("4"), "a list"),
                CostItem.of(Kind.WEB_SEARCH, 4, BigDecimal.TEN, "a list"),
                CostItem.unpriced(Kind.IMAGE_GENERATION, 2)),
            List.of());
    CostSum sum = CostSum.of(usage, cost).orElseThrow();
    assertEquals(
        List.of("700", "200", "100", "100", "4", "2"),
        sum.items().stream().map(item -> item.quantity().toPlainString()).toList());
    // 0.0014 + 0.0005 + 0.0012 + 0.0004 + 0.04
    assertEquals(0, new BigDecimal("0.0435").compareTo(sum.total()));
    assertEquals(Usd.of("0.0435"), cost.amount());
  }

  private static CostSum sum(TokenUsage usage, Rates rates) {
    return CostSum.of(usage, Cost.of(rates.priceOf(usage), rates, List.of())).orElseThrow();
  }
}
