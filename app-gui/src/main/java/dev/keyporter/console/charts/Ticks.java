package dev.keyporter.console.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where an axis from zero has its lines.
 *
 * @param step between two of them: 1, 2, 2.5 or 5 times a power of ten
 * @param count how many there are above zero, at least 1
 */
public record Ticks(BigDecimal step, int count) {
  private static final List<BigDecimal> NICE =
      List.of(
          BigDecimal.ONE,
          new BigDecimal("2"),
          new BigDecimal("2.5"),
          new BigDecimal("5"),
          BigDecimal.TEN);

  /**
   * The fewest lines that reach a value.
   *
   * @param highest what has to fit below the last line; 0 counts as 1
   * @param most lines above zero
   * @param isWhole whether only whole numbers make sense
   */
  public static Ticks upTo(double highest, int most, boolean isWhole) {
    if (!Double.isFinite(highest) || highest < 0 || most < 1) {
      throw new IllegalArgumentException("An axis reaches from zero to a number.");
    }
    BigDecimal top = highest == 0 ? BigDecimal.ONE : BigDecimal.valueOf(highest);
    BigDecimal least = top.divide(BigDecimal.valueOf(most), MathContext.DECIMAL64);
    int power = least.precision() - least.scale() - 1;
    BigDecimal step =
        NICE.stream()
            .map(nice -> nice.scaleByPowerOfTen(power))
            .filter(nice -> nice.compareTo(least) >= 0)
            .filter(nice -> !isWhole || nice.stripTrailingZeros().scale() <= 0)
            .findFirst()
            .orElse(BigDecimal.ONE);
    int count = top.divide(step, 0, RoundingMode.CEILING).intValueExact();
    return new Ticks(step, Math.max(1, count));
  }

  /** The value at the last line. */
  public double top() {
    return step.doubleValue() * count;
  }

  /** The values of all lines, zero included. */
  public List<Double> values() {
    return IntStream.rangeClosed(0, count).mapToObj(i -> step.doubleValue() * i).toList();
  }

  /** How many decimals tell the values apart. */
  public int decimals() {
    return Math.max(0, step.stripTrailingZeros().scale());
  }
}
