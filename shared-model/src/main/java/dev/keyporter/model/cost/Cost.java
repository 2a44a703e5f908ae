package dev.keyporter.model.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request cost.
 *
 * @param amount 0 or more and below {@link #LIMIT}; null unless certainty is exact or estimated
 * @param rates the rates it was priced with; null where there were none
 * @param reasons why it is not exact, each once; empty where it is exact or nothing, and where the
 *     reason is not on record
 * @param beside what is paid for beside the tokens at the model's rates, or at a rate of its own
 */
public record Cost(
    CostCertainty certainty,
    @Nullable Usd amount,
    @Nullable Rates rates,
    List<CostReason> reasons,
    List<CostItem> beside) {
  /** No request costs this many US dollars, and the record takes no more. */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

  public static final Cost NONE = new Cost(CostCertainty.NONE, null, null, List.of());

  /** Nothing is known, not even why. */
  public static final Cost UNKNOWN = new Cost(CostCertainty.UNKNOWN, null, null, List.of());

  /** There is no price; why, is not known. */
  public static final Cost UNPRICED = new Cost(CostCertainty.UNPRICED, null, null, List.of());

  /** Of a request without an answer, or whose answer has no usage. */
  public static final Cost NO_USAGE = unknown(List.of(CostReason.NO_USAGE));

  public Cost {
    reasons = CostReason.ordered(reasons);
    beside = List.copyOf(beside);
    boolean priced = certainty == CostCertainty.EXACT || certainty == CostCertainty.ESTIMATED;
    if (priced != (amount != null)) {
      throw new IllegalArgumentException("An amount stands with exact and estimated costs only.");
    }
    if (amount != null && (amount.amount().signum() < 0 || amount.amount().compareTo(LIMIT) >= 0)) {
      throw new IllegalArgumentException("No request costs " + amount + " US dollars.");
    }
    boolean certain = certainty == CostCertainty.EXACT || certainty == CostCertainty.NONE;
    if (certain && !reasons.isEmpty()) {
      throw new IllegalArgumentException("What is not exact does not say so: " + reasons);
    }
  }

  /** Of tokens alone. */
  public Cost(
      CostCertainty certainty,
      @Nullable Usd amount,
      @Nullable Rates rates,
      List<CostReason> reasons) {
    this(certainty, amount, rates, reasons, List.of());
  }

  /** The whole bill, whose amounts add up to the cost; empty where there are no rates. */
  public List<CostItem> items(TokenUsage usage) {
    return rates == null ? beside : bill(usage, rates, beside);
  }

  private static List<CostItem> bill(TokenUsage usage, Rates rates, List<CostItem> beside) {
    long longWritten =
        beside.stream()
            .filter(item -> item.kind() == CostItem.Kind.LONG_CACHE_WRITE)
            .mapToLong(item -> item.quantity().longValueExact())
            .sum();
    return Stream.concat(CostItem.ofTokens(usage, rates, longWritten).stream(), beside.stream())
        .toList();
  }

  /**
   * What a bill comes to; estimated where there are reasons, unknown where no request costs that
   * much.
   *
   * @param beside what is paid for beside the tokens, or at a rate of its own
   */
  public static Cost of(
      TokenUsage usage, Rates rates, List<CostItem> beside, Collection<CostReason> reasons) {
    Usd amount =
        bill(usage, rates, beside).stream().map(CostItem::amount).reduce(Usd.ZERO, Usd::plus);
    if (amount.amount().compareTo(LIMIT) >= 0) {
      var all = new ArrayList<>(reasons);
      all.add(CostReason.IMPOSSIBLE_COUNTS);
      return unknown(all);
    }
    return new Cost(
        reasons.isEmpty() ? CostCertainty.EXACT : CostCertainty.ESTIMATED,
        new Usd(amount.amount().stripTrailingZeros()),
        rates,
        List.copyOf(reasons),
        beside);
  }

  /** What the tokens cost at these rates; estimated where there are reasons. */
  public static Cost of(Usd amount, @Nullable Rates rates, Collection<CostReason> reasons) {
    return new Cost(
        reasons.isEmpty() ? CostCertainty.EXACT : CostCertainty.ESTIMATED,
        amount,
        rates,
        List.copyOf(reasons));
  }

  public static Cost unknown(Collection<CostReason> reasons) {
    return new Cost(CostCertainty.UNKNOWN, null, null, List.copyOf(reasons));
  }

  public static Cost unpriced(Collection<CostReason> reasons) {
    return new Cost(CostCertainty.UNPRICED, null, null, List.copyOf(reasons));
  }
}
