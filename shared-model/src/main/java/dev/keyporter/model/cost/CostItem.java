package dev.keyporter.model.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a request's bill: so much of something at a rate.
 *
 * @param quantity 0 or more, in the kind's unit
 * @param rate US dollars for {@link Kind#per()} units; null where nobody has said what it costs
 * @param source where the rate comes from; null where there is none
 */
public record CostItem(
    Kind kind, BigDecimal quantity, @Nullable BigDecimal rate, @Nullable String source) {
  private static final int MILLION = 1_000_000;
  private static final int THOUSAND = 1000;

  /** What is paid for. */
  public enum Kind {
    /** Input that was neither read from the provider's cache nor written to it. */
    INPUT("token", MILLION),
    CACHED_INPUT("token", MILLION),
    /** Input written to the cache for the usual time. */
    CACHE_WRITE("token", MILLION),
    /** Input written to the cache for an hour. */
    LONG_CACHE_WRITE("token", MILLION),
    OUTPUT("token", MILLION),
    WEB_SEARCH("call", THOUSAND),
    FILE_SEARCH("call", THOUSAND),
    /** A container for code; it is paid once, however often it is used. */
    CODE_INTERPRETER("container", 1),
    /** Images that a tool drew, at another model's rates. */
    IMAGE_GENERATION("image", 1),
    /**
     * What a regional host adds: a part of what the tokens cost, whose dollars are the quantity.
     */
    REGIONAL_HOST("dollar", 1);

    private final String unit;
    private final int per;

    Kind(String unit, int per) {
      this.unit = unit;
      this.per = per;
    }

    /** What the quantity counts, in the singular. */
    public String unit() {
      return unit;
    }

    /** For how many units the rate is. */
    public int per() {
      return per;
    }

    /** Whether it is part of the usage's tokens. */
    public boolean isTokens() {
      return per == MILLION;
    }

    /** The name used in the database, on the command line and in exports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this label; empty where it is one of a later version. */
    public static Optional<Kind> labelled(String label) {
      return Stream.of(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
  }

  public CostItem {
    if (quantity.signum() < 0 || (rate != null && rate.signum() < 0)) {
      throw new IllegalArgumentException("Quantity and rate of a cost are not negative.");
    }
    if ((rate == null) != (source == null)) {
      throw new IllegalArgumentException("A rate stands with its source.");
    }
  }

  /** So many at a rate. */
  public static CostItem of(Kind kind, long quantity, BigDecimal rate, String source) {
    return new CostItem(kind, BigDecimal.valueOf(quantity), rate, source);
  }

  /** So many of what has no rate. */
  public static CostItem unpriced(Kind kind, long quantity) {
    return new CostItem(kind, BigDecimal.valueOf(quantity), null, null);
  }

  /** Its part of the cost, exact to the last digit; zero where it has no rate. */
  public Usd amount() {
    // The units a rate is for are powers of ten.
    return rate == null
        ? Usd.ZERO
        : new Usd(rate.multiply(quantity).movePointLeft(Integer.toString(kind.per()).length() - 1));
  }

  /**
   * The tokens at a model's rates, as lines that add up to their cost. Cached and written tokens
   * are part of the input and replace its rate; where a provider counts more of them than of input,
   * the surplus is left out, so that no line is negative. What is not there has no line, save input
   * and output.
   *
   * @param longWritten how many of the written tokens have a line of their own
   */
  static List<CostItem> ofTokens(TokenUsage usage, Rates rates, long longWritten) {
    long cached = Math.min(usage.cached(), usage.input());
    long written = Math.min(usage.cacheWrite(), usage.input() - cached);
    List<CostItem> items = new ArrayList<>();
    items.add(of(Kind.INPUT, usage.input() - cached - written, rates.input(), rates.source()));
    if (cached > 0) {
      items.add(of(Kind.CACHED_INPUT, cached, rates.cachedInput(), rates.source()));
    }
    if (written > longWritten) {
      items.add(of(Kind.CACHE_WRITE, written - longWritten, rates.cacheWrite(), rates.source()));
    }
    items.add(of(Kind.OUTPUT, usage.output(), rates.output(), rates.source()));
    return items;
  }
}
