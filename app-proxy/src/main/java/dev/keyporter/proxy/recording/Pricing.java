package dev.keyporter.proxy.recording;

import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Quote;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.ToolFees;
import dev.keyporter.model.cost.Usd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an answer cost, from the provider's own counts. The cost is exact where nothing speaks
 * against it; what does is kept with it.
 */
public final class Pricing {
  private static final Cost DEMO =
      Cost.of(
          Usd.ZERO,
          new Rates(
              BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "demo provider"),
          List.of());

  private static final Pattern DATE = Pattern.compile("-(\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{8})");
  private static final String AUTO = "auto";
  private static final Set<CostReason> WITHOUT_USAGE =
      EnumSet.of(CostReason.IMPOSSIBLE_COUNTS, CostReason.CACHE_OVER_INPUT);

  private final Supplier<PriceTable> prices;

  /**
   * @param prices asked for each answer: they may change
   */
  public Pricing(Supplier<PriceTable> prices) {
    this.prices = prices;
  }

  /** Prices one answer. The demo provider asks for no money, so that its answers cost exactly 0. */
  public Cost price(ProviderKey key, Charge charge) {
    if (key.isDemo()) {
      return DEMO;
    }
    var reasons = EnumSet.noneOf(CostReason.class);
    reasons.addAll(charge.reasons());
    TokenUsage usage = charge.usage();
    if (usage == null) {
      if (reasons.stream().noneMatch(WITHOUT_USAGE::contains)) {
        reasons.add(CostReason.NO_USAGE);
      }
      charge.beside().keySet().forEach(kind -> without(kind).ifPresent(reasons::add));
      return Cost.unknown(reasons);
    }
    if (key.prices() == KeyPrices.NONE) {
      reasons.add(CostReason.KEY_UNPRICED);
      return Cost.unpriced(reasons);
    }
    return switch (quote(charge, usage, reasons)) {
      case Quote.Unpriced(CostReason reason) -> {
        reasons.add(reason);
        yield Cost.unpriced(reasons);
      }
      case Quote.Priced(Rates rates, Quote.Basis basis) -> {
        judge(key, publisher(charge), basis, reasons);
        List<CostItem> beside = new ArrayList<>();
        tools(charge, rates, beside, reasons);
        if (basis != Quote.Basis.OWN && key.host() == ProviderKey.Host.OPENAI_REGION) {
          region(charge, rates.priceOf(usage), beside, reasons);
        }
        yield Cost.of(usage, rates, beside, reasons);
      }
    };
  }

  /**
   * What is paid by the piece; what has no fee, or no sure one, keeps the cost from being exact.
   */
  private static void tools(
      Charge charge, Rates rates, List<CostItem> beside, Set<CostReason> reasons) {
    charge
        .beside()
        .forEach(
            (kind, count) -> {
              Optional<ToolFees.Fee> fee = fee(kind, rates);
              beside.add(
                  fee.map(one -> CostItem.of(kind, count, one.rate(), one.source()))
                      .orElseGet(() -> CostItem.unpriced(kind, count)));
              // How large a container is and how long it ran, the answer does not say.
              if (kind == CostItem.Kind.CODE_INTERPRETER || fee.isEmpty()) {
                without(kind).ifPresent(reasons::add);
              }
            });
  }

  /** What is written to the cache for an hour costs twice what input does, whatever the model. */
  private static Optional<ToolFees.Fee> fee(CostItem.Kind kind, Rates rates) {
    return kind == CostItem.Kind.LONG_CACHE_WRITE
        ? Optional.of(
            new ToolFees.Fee(
                rates.input().multiply(BigDecimal.TWO), rates.source() + ", twice the input"))
        : ToolFees.of(kind);
  }

  /** Why a cost is not exact that lacks a kind of item, or has it with a doubt. */
  private static Optional<CostReason> without(CostItem.Kind kind) {
    return switch (kind) {
      case WEB_SEARCH -> Optional.of(CostReason.WEB_SEARCH);
      case FILE_SEARCH -> Optional.of(CostReason.FILE_SEARCH);
      case CODE_INTERPRETER -> Optional.of(CostReason.CODE_INTERPRETER);
      case IMAGE_GENERATION -> Optional.of(CostReason.IMAGE_GENERATION);
      case REGIONAL_HOST -> Optional.of(CostReason.REGIONAL_HOST);
      case INPUT, CACHED_INPUT, CACHE_WRITE, LONG_CACHE_WRITE, OUTPUT -> Optional.empty();
    };
  }

  /** A regional host of OpenAI's charges more for its newer models. */
  private static void region(
      Charge charge, Usd tokens, List<CostItem> beside, Set<CostReason> reasons) {
    String model = charge.servedModel() == null ? charge.requestedModel() : charge.servedModel();
    Optional<Boolean> costsMore = RegionalModels.costMore(model);
    Optional<ToolFees.Fee> fee = ToolFees.of(CostItem.Kind.REGIONAL_HOST);
    if (costsMore.isEmpty() || fee.isEmpty()) {
      reasons.add(CostReason.REGIONAL_HOST);
    } else if (costsMore.get()) {
      beside.add(
          new CostItem(
              CostItem.Kind.REGIONAL_HOST, tokens.amount(), fee.get().rate(), fee.get().source()));
    }
  }

  private Quote quote(Charge charge, TokenUsage usage, Set<CostReason> reasons) {
    String requested = charge.requestedModel();
    String served = charge.servedModel();
    String model = served == null ? requested : served;
    if (model == null) {
      return new Quote.Unpriced(CostReason.MODEL_NOT_ANSWERED);
    }
    PriceTable table = prices.get();
    String tier = tier(charge, reasons);
    Quote quote = table.quote(model, tier, usage.input(), charge.at());
    boolean isGuess = reasons.contains(CostReason.TIER_NOT_ANSWERED);
    if (isGuess
        && quote instanceof Quote.Unpriced(CostReason why)
        && why == CostReason.TIER_UNPRICED) {
      quote = table.quote(model, PriceEntry.STANDARD, usage.input(), charge.at());
    }
    if (requested != null
        && !isSnapshot(model, requested)
        && quote instanceof Quote.Priced priced
        && !isSame(priced, table.quote(requested, tier, usage.input(), charge.at()))) {
      reasons.add(CostReason.OTHER_MODEL);
    }
    return quote;
  }

  /** Which tier to price; notes where it is doubtful. */
  private static String tier(Charge charge, Set<CostReason> reasons) {
    String requested = charge.requestedTier();
    String wanted = PriceEntry.tierOf(requested);
    if (!says(charge.servedTier())) {
      if (charge.servedTier() != null || AUTO.equalsIgnoreCase(requested) || !isStandard(wanted)) {
        reasons.add(CostReason.TIER_NOT_ANSWERED);
      }
      return wanted;
    }
    String served = PriceEntry.tierOf(charge.servedTier());
    if (isStandard(served) && !isStandard(wanted) && !isFaster(wanted)) {
      reasons.add(CostReason.TIER_DIFFERS);
    }
    return served;
  }

  /** Whether an answer's tier is one: {@code auto} only repeats what was asked for. */
  private static boolean says(@Nullable String servedTier) {
    return servedTier != null && !servedTier.isBlank() && !AUTO.equalsIgnoreCase(servedTier);
  }

  private static boolean isStandard(String tier) {
    return tier.equals(PriceEntry.STANDARD);
  }

  /** Requests beyond what a faster tier takes are served, and charged, as standard ones. */
  private static boolean isFaster(String tier) {
    return tier.equals("priority") || tier.equals("ultrafast");
  }

  /** Whether a model is the one asked for, or what an alias of it stands for at present. */
  private static boolean isSnapshot(String model, String requested) {
    return model.equals(requested)
        || (model.startsWith(requested)
            && DATE.matcher(model.substring(requested.length())).matches());
  }

  private static boolean isSame(Quote.Priced one, Quote other) {
    return other instanceof Quote.Priced(Rates rates, _) && one.rates().equalsInFigures(rates);
  }

  /** Whose prices those of the model that answered are; OpenAI's where nobody says. */
  private ProviderKind publisher(Charge charge) {
    String model = charge.servedModel() == null ? charge.requestedModel() : charge.servedModel();
    return model == null
        ? ProviderKind.OPENAI
        : prices.get().publisher(model).orElse(ProviderKind.OPENAI);
  }

  private static void judge(
      ProviderKey key, ProviderKind publisher, Quote.Basis basis, Set<CostReason> reasons) {
    switch (basis) {
      case LISTED -> judgeHost(key, publisher, reasons);
      case NEWER_SNAPSHOT -> {
        reasons.add(CostReason.NEWER_SNAPSHOT);
        judgeHost(key, publisher, reasons);
      }
      // Whoever serves a model of this name, the user has said what it costs.
      case OWN -> {}
    }
  }

  /** A model's prices hold at its own provider's hosts, and where the key says that they do. */
  private static void judgeHost(ProviderKey key, ProviderKind publisher, Set<CostReason> reasons) {
    boolean isChosen =
        switch (publisher) {
          case OPENAI -> key.prices() == KeyPrices.OPENAI;
          case ANTHROPIC -> key.prices() == KeyPrices.ANTHROPIC;
        };
    boolean isOwnHost =
        switch (key.host()) {
          // What a regional host adds is an item of its own.
          case OPENAI, OPENAI_REGION -> publisher == ProviderKind.OPENAI;
          case ANTHROPIC -> publisher == ProviderKind.ANTHROPIC;
          case OTHER -> false;
        };
    if (!isOwnHost && !isChosen) {
      reasons.add(CostReason.OTHER_HOST);
    }
  }
}
