package dev.keyporter.model.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final Rates RATES = rates("2.5", "0.25", "3.125", "15");

  @Test
  void chargesInputAndOutput() {
    // 1,000 × 2.5 + 200 × 15 = 5,500 per million
    assertEquals("0.0055", price(usage(1_000, 0, 0, 200)));
  }

  @Test
  void chargesCachedAndWrittenTokensInPlaceOfInputNotOnTop() {
    // 500 × 2.5 + 300 × 0.25 + 200 × 3.125 + 10 × 15 = 1,250 + 75 + 625 + 150
    assertEquals("0.0021", price(usage(1_000, 300, 200, 10)));
  }

  @Test
  void losesNothingToRounding() {
    // 1 × 0.075 + 1 × 0.0375 = 0.1125 per million
    assertEquals(
        "0.0000001125",
        rates("0.075", "0.0375", "0.075", "0.6").priceOf(usage(2, 1, 0, 0)).toString());
    // 9,999,999,999 × 15 + 1 × 2.5
    assertEquals("149999.9999875", price(usage(1, 0, 0, 9_999_999_999L)));
  }

  @Test
  void chargesNothingNegativeWhereMoreIsCachedThanWasSent() {
    assertEquals("0.000025", price(usage(100, 250, 0, 0)));
    // 60 × 0.25 + 40 × 3.125
    assertEquals("0.00014", price(usage(100, 60, 90, 0)));
  }

  @Test
  void chargesReasoningAsTheOutputItIsPartOf() {
    assertEquals(
        RATES.priceOf(usage(0, 0, 0, 500)), RATES.priceOf(new TokenUsage(0, 0, 0, 500, 400, 500)));
  }

  @Test
  void refusesNegativeRates() {
    assertThrows(IllegalArgumentException.class, () -> rates("1", "1", "1", "-1"));
  }

  private static Rates rates(String input, String cached, String written, String output) {
    return new Rates(
        new BigDecimal(input),
        new BigDecimal(cached),
        new BigDecimal(written),
        new BigDecimal(output),
        "test");
  }

  private static TokenUsage usage(long input, long cached, long written, long output) {
    return new TokenUsage(input, cached, written, output, 0, input + output);
  }

  private static String price(TokenUsage usage) {
    return RATES.priceOf(usage).toString();
  }
}
