package dev.keyporter.model.cost;

import java.math.BigDecimal;

/** An exact amount of US dollars. Never a double: bills are added up from it. */
public record Usd(BigDecimal amount) implements Comparable<Usd> {
  public static final Usd ZERO = new Usd(BigDecimal.ZERO);

  /** An amount from its decimal text. */
  public static Usd of(String amount) {
    return new Usd(new BigDecimal(amount));
  }

  public Usd plus(Usd other) {
    return new Usd(amount.add(other.amount));
  }

  @Override
  public int compareTo(Usd other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public String toString() {
    return amount.stripTrailingZeros().toPlainString();
  }
}
