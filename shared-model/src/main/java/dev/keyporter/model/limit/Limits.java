package dev.keyporter.model.limit;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one scope.
 *
 * @param amounts what is set; US dollars have at most 12 digits before the point and 6 after it,
 *     everything else is a whole number from 1 to 1,000,000,000
 * @param models null where any may be asked for
 */
public record Limits(
    Map<LimitKind, BigDecimal> amounts, @Nullable ModelPatterns models, Unpriced unpriced) {
  /** Nothing is limited. */
  public static final Limits NONE = new Limits(Map.of(), null, Unpriced.ALLOW);

  private static final BigDecimal MOST_USD = BigDecimal.TEN.pow(12);
  private static final int USD_SCALE = 6;
  private static final BigDecimal MOST = BigDecimal.TEN.pow(9);

  /** What happens to a request whose model has no price, and so counts no money. */
  public enum Unpriced {
    ALLOW,
    REFUSE
  }

  public Limits {
    var checked = new EnumMap<LimitKind, BigDecimal>(LimitKind.class);
    amounts.forEach((kind, amount) -> checked.put(kind, check(kind, amount)));
    amounts = Map.copyOf(checked);
  }

  /**
   * The amount, in one form for equal amounts.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static BigDecimal check(LimitKind kind, BigDecimal amount) {
    BigDecimal least = amount.stripTrailingZeros();
    BigDecimal plain = least.scale() < 0 ? least.setScale(0) : least;
    if (kind.isSpend()) {
      if (plain.signum() <= 0 || plain.compareTo(MOST_USD) >= 0 || plain.scale() > USD_SCALE) {
        throw new IllegalArgumentException(
            kind.label()
                + " is an amount of US dollars over 0 and below 1000000000000, with at most 6"
                + " digits after the point.");
      }
    } else if (plain.signum() <= 0 || plain.scale() > 0 || plain.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(kind.label() + " is a whole number from 1 to 1000000000.");
    }
    return plain;
  }

  /** The amount of a kind; null where it is not limited. */
  public @Nullable BigDecimal amount(LimitKind kind) {
    return amounts.get(kind);
  }

  /** Whether nothing is limited: then what is unpriced passes, too. */
  public boolean isEmpty() {
    return amounts.isEmpty() && models == null && unpriced == Unpriced.ALLOW;
  }

  /** The same with another amount of a kind; null takes it away. */
  public Limits with(LimitKind kind, @Nullable BigDecimal amount) {
    var changed = new EnumMap<LimitKind, BigDecimal>(LimitKind.class);
    changed.putAll(amounts);
    if (amount == null) {
      changed.remove(kind);
    } else {
      changed.put(kind, amount);
    }
    return new Limits(changed, models, unpriced);
  }

  public Limits withModels(@Nullable ModelPatterns allowed) {
    return new Limits(amounts, allowed, unpriced);
  }

  public Limits withUnpriced(Unpriced choice) {
    return new Limits(amounts, models, choice);
  }
}
