package dev.keyporter.model.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be set, and which models a list allows. */
class LimitsTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-5, gpt-5, true",
    "gpt-5, gpt-5-mini, false",
    "gpt-5*, gpt-5-mini, true",
    "gpt-5*, gpt-5, true",
    "*mini, gpt-5-mini, true",
    "*mini, gpt-5-minim, false",
    "g*5*i, gpt-5-mini, true",
    "*, anything, true",
    "GPT-5, gpt-5, false",
    "gpt.5, gpt-5, false",
    "'o1,gpt-5*', gpt-5.2, true",
    "'o1 , gpt-5*', o1, true",
  })
  void aStarStandsForAnyRunOfCharacters(String list, String model, boolean isAllowed) {
    assertEquals(isAllowed, ModelPatterns.parse(list).allows(model));
  }

  @Test
  void aListNeverAllowsWhatNamesNoModel() {
    assertFalse(ModelPatterns.parse("*").allows(null));
  }

  @Test
  void aPatternOfManyStarsIsDecided() {
    var pattern = ModelPatterns.parse("*a".repeat(100) + "b");
    String name = "a".repeat(10_000);
    assertFalse(pattern.allows(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "a,,b", "a b", "a,"})
  void aListHasNoEmptyAndNoBrokenEntries(String list) {
    assertThrows(IllegalArgumentException.class, () -> ModelPatterns.parse(list));
  }

  @ParameterizedTest
  @CsvSource({
    "USD_PER_DAY, 0",
    "USD_PER_MONTH, -1",
    "USD_TOTAL, 0.0000001",
    "USD_TOTAL, 1000000000000",
    "REQUESTS_PER_MINUTE, 0",
    "REQUESTS_PER_MINUTE, 1.5",
    "TOKENS_PER_MINUTE, 1000000001",
    "CONCURRENT_REQUESTS, -2",
  })
  void anAmountOutOfItsBoundsIsRefused(LimitKind kind, BigDecimal amount) {
    var wrong = assertThrows(IllegalArgumentException.class, () -> Limits.NONE.with(kind, amount));
    assertTrue(String.valueOf(wrong.getMessage()).startsWith(kind.label()), wrong.getMessage());
  }

  @Test
  void equalAmountsMakeEqualLimits() {
    assertEquals(
        Limits.NONE.with(LimitKind.USD_PER_DAY, new BigDecimal("10.00")),
        new Limits(Map.of(LimitKind.USD_PER_DAY, BigDecimal.TEN), null, Limits.Unpriced.ALLOW));
  }

  @Test
  void nothingIsLimitedOnceEverythingIsTakenAway() {
    Limits limits =
        Limits.NONE
            .with(LimitKind.USD_TOTAL, BigDecimal.ONE)
            .withModels(new ModelPatterns(List.of("a")));
    assertFalse(limits.isEmpty());
    assertTrue(limits.with(LimitKind.USD_TOTAL, null).withModels(null).isEmpty());
  }
}
