package dev.keyporter.model.traffic;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers between bounds.
 *
 * @param low null where there is no lower bound
 * @param high null where there is no upper bound
 * @param inclusive whether the bound itself is inside; with two bounds always
 */
public record NumberRange(@Nullable BigDecimal low, @Nullable BigDecimal high, boolean inclusive) {
  public NumberRange {
    if (low == null && high == null) {
      throw new IllegalArgumentException("A range has a bound.");
    }
    if (low != null && high != null && (!inclusive || low.compareTo(high) > 0)) {
      throw new IllegalArgumentException("Two bounds are in order and inside.");
    }
  }

  public static NumberRange exactly(BigDecimal number) {
    return new NumberRange(number, number, true);
  }

  public static NumberRange between(BigDecimal low, BigDecimal high) {
    return new NumberRange(low, high, true);
  }

  public static NumberRange above(BigDecimal low) {
    return new NumberRange(low, null, false);
  }

  public static NumberRange atLeast(BigDecimal low) {
    return new NumberRange(low, null, true);
  }

  public static NumberRange below(BigDecimal high) {
    return new NumberRange(null, high, false);
  }

  public static NumberRange atMost(BigDecimal high) {
    return new NumberRange(null, high, true);
  }
}
