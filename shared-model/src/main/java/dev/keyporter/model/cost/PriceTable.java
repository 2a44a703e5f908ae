package dev.keyporter.model.cost;

import dev.keyporter.model.access.ProviderKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What models cost. A model is found by its exact id, never by a part of its name: {@code
 * gpt-4o-mini-foo} and {@code ft:gpt-4o-mini…} have no price because {@code gpt-4o-mini} has one.
 * The only exception are dated snapshots ({@code NAME-2026-09-22}, as Anthropic writes it {@code
 * NAME-20260922}) of models whose source prices all of them alike. The figures are those of the
 * resource {@code prices.tsv}, whose first lines name source, version and date; {@code
 * scripts/refresh-prices} renews it.
 */
public final class PriceTable {
  private static final String RESOURCE = "prices.tsv";
  private static final Pattern SNAPSHOT = Pattern.compile("(.+)-(\\d{4}-\\d{2}-\\d{2}|\\d{8})");

  /** The entry that applies is the last one whose conditions hold. */
  private static final Comparator<PriceEntry> ORDER =
      Comparator.comparing(PriceEntry::effectiveFrom)
          .thenComparingLong(PriceEntry::fromInputTokens);

  private record Key(String model, String tier) {
    static Key of(PriceEntry entry) {
      return new Key(entry.model(), entry.tier());
    }
  }

  private static final Pattern PUBLISHED =
      Pattern.compile("# Source: .*published (\\d{4}-\\d{2}-\\d{2}).*");

  private final Map<Key, List<PriceEntry>> entries;
  private final Map<String, ProviderKind> publishers;
  private final Set<String> ownModels;
  private final LocalDate published;

  private PriceTable(
      Map<Key, List<PriceEntry>> entries,
      Map<String, ProviderKind> publishers,
      Set<String> ownModels,
      LocalDate published) {
    this.entries = entries;
    this.publishers = publishers;
    this.ownModels = ownModels;
    this.published = published;
  }

  /** The prices that come with the program. */
  public static PriceTable bundled() {
    return Bundled.TABLE;
  }

  /** Read when it is first asked for. */
  private static final class Bundled {
    private static final PriceTable TABLE = read();
  }

  private static PriceTable read() {
    List<String> lines = bundledLines();
    return new PriceTable(Map.of(), publishers(lines), Set.of(), published(lines))
        .with(lines.stream().filter(PriceTable::isEntry).map(PriceTable::entry).toList(), Set.of());
  }

  /**
   * This table with the given entries in place of all it has for their models and tiers, from the
   * date of the earliest of them on.
   */
  public PriceTable withOverrides(List<PriceEntry> overrides) {
    return with(
        overrides,
        overrides.stream()
            .map(PriceEntry::model)
            .filter(model -> entriesOf(model, PriceEntry.STANDARD).isEmpty())
            .collect(Collectors.toSet()));
  }

  private PriceTable with(List<PriceEntry> overrides, Set<String> onlyOwn) {
    Map<Key, List<PriceEntry>> merged = new HashMap<>(entries);
    overrides.stream()
        .sorted(ORDER)
        .collect(Collectors.groupingBy(Key::of))
        .forEach(
            (key, own) ->
                merged.merge(
                    key,
                    own,
                    (old, later) -> {
                      Instant since = later.getFirst().effectiveFrom();
                      return Stream.concat(
                              old.stream().filter(entry -> entry.effectiveFrom().isBefore(since)),
                              later.stream())
                          .toList();
                    }));
    return new PriceTable(merged, publishers, onlyOwn, published);
  }

  /** All entries, in no order. */
  public List<PriceEntry> entries() {
    return entries.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The price of a request.
   *
   * @param model the id the provider says it used
   * @param serviceTier the tier the provider says it served at, as it came
   * @param inputTokens all of the request's input tokens, cached ones included
   * @param at when the request was made
   */
  public Quote quote(String model, @Nullable String serviceTier, long inputTokens, Instant at) {
    String tier = PriceEntry.tierOf(serviceTier);
    List<PriceEntry> priced = entriesOf(model, tier);
    if (priced.isEmpty()) {
      boolean isKnown = !entriesOf(model, PriceEntry.STANDARD).isEmpty();
      return new Quote.Unpriced(isKnown ? CostReason.TIER_UNPRICED : CostReason.MODEL_UNPRICED);
    }
    PriceEntry applies = applying(priced, inputTokens, at);
    if (applies == null) {
      return new Quote.Unpriced(CostReason.DATE_UNPRICED);
    }
    Rates rates = applies.rates();
    if (rates == null) {
      return new Quote.Unpriced(
          applies.fromInputTokens() > 0 ? CostReason.LENGTH_UNPRICED : CostReason.DATE_UNPRICED);
    }
    return new Quote.Priced(rates, basis(model, applies));
  }

  /** The rates of a request; empty where there is no price. */
  public Optional<Rates> ratesFor(
      String model, @Nullable String serviceTier, long inputTokens, Instant at) {
    return switch (quote(model, serviceTier, inputTokens, at)) {
      case Quote.Priced priced -> Optional.of(priced.rates());
      case Quote.Unpriced _ -> Optional.empty();
    };
  }

  private static @Nullable PriceEntry applying(
      List<PriceEntry> entries, long inputTokens, Instant at) {
    PriceEntry applies = null;
    Instant since = null;
    for (PriceEntry entry : entries) {
      if (entry.effectiveFrom().isAfter(at)) {
        break;
      }
      if (since == null || entry.effectiveFrom().isAfter(since)) {
        // A newer price replaces all bands of the older one.
        since = entry.effectiveFrom();
        applies = null;
      }
      if (entry.fromInputTokens() <= inputTokens) {
        applies = entry;
      }
    }
    return applies;
  }

  private Quote.Basis basis(String model, PriceEntry entry) {
    if (ownModels.contains(model)) {
      return Quote.Basis.OWN;
    }
    // Those who published the price cannot have known of a later snapshot.
    return !model.equals(entry.model()) && dateOf(model).compareTo(digits(published)) > 0
        ? Quote.Basis.NEWER_SNAPSHOT
        : Quote.Basis.LISTED;
  }

  private List<PriceEntry> entriesOf(String model, String tier) {
    List<PriceEntry> exact = entries.get(new Key(model, tier));
    return exact == null
        ? entries.getOrDefault(new Key(anySnapshot(model), tier), List.of())
        : exact;
  }

  /**
   * Whose model it is, as far as prices are listed for it: only there they are sure to hold. Empty
   * for a model that only an entry of one's own prices.
   */
  public Optional<ProviderKind> publisher(String model) {
    return Optional.ofNullable(publishers.get(model))
        .or(() -> Optional.ofNullable(publishers.get(anySnapshot(model))));
  }

  /** A dated snapshot's id with letters for its date; the id itself of any other model. */
  private static String anySnapshot(String model) {
    Matcher snapshot = SNAPSHOT.matcher(model);
    return snapshot.matches()
        ? snapshot.group(1) + (snapshot.group(2).contains("-") ? "-YYYY-MM-DD" : "-YYYYMMDD")
        : model;
  }

  /** The date of a snapshot in eight digits. */
  private static String dateOf(String model) {
    Matcher snapshot = SNAPSHOT.matcher(model);
    return snapshot.matches() ? snapshot.group(2).replace("-", "") : "";
  }

  private static String digits(LocalDate date) {
    return date.toString().replace("-", "");
  }

  private static List<String> bundledLines() {
    try (InputStream resource = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The program lacks its price data.");
      }
      return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, ProviderKind> publishers(List<String> lines) {
    Map<String, ProviderKind> publishers = new HashMap<>();
    lines.stream()
        .filter(PriceTable::isEntry)
        .map(line -> line.split("\t", -1))
        .forEach(cells -> publishers.put(cells[0], ProviderKind.labelled(cells[9]).orElseThrow()));
    return publishers;
  }

  private static boolean isEntry(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }

  private static LocalDate published(List<String> lines) {
    return lines.stream()
        .map(PUBLISHED::matcher)
        .filter(Matcher::matches)
        .map(line -> LocalDate.parse(line.group(1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The price data name no date."));
  }

  private static PriceEntry entry(String line) {
    String[] cells = line.split("\t", -1);
    long from = Long.parseLong(cells[2]);
    Instant since =
        cells[3].equals("-")
            ? Instant.MIN
            : LocalDate.parse(cells[3]).atStartOfDay(ZoneOffset.UTC).toInstant();
    if (cells[4].isEmpty()) {
      return new PriceEntry(cells[0], cells[1], from, since, null);
    }
    String source =
        cells[8]
            + ", "
            + cells[1]
            + " tier"
            + (from > 0 ? ", from " + from + " input tokens on" : "")
            + (cells[3].equals("-") ? "" : ", since " + cells[3]);
    Rates rates =
        new Rates(
            new BigDecimal(cells[4]),
            new BigDecimal(cells[5]),
            new BigDecimal(cells[6]),
            new BigDecimal(cells[7]),
            source);
    return new PriceEntry(cells[0], cells[1], from, since, rates);
  }
}
