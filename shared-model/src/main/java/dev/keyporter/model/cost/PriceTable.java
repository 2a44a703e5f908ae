package dev.keyporter.model.cost;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What models cost. A model is found by its exact id, never by a part of its name: {@code
 * gpt-4o-mini-foo} and {@code ft:gpt-4o-mini…} have no price because {@code gpt-4o-mini} has one.
 * The only exception are dated snapshots ({@code NAME-2026-09-22}) of models whose source prices
 * all of them alike. The figures are those of the resource {@code prices.tsv}, whose first lines
 * name source, version and date; {@code scripts/refresh-prices} renews it.
 */
public final class PriceTable {
  private static final String RESOURCE = "prices.tsv";
  private static final Pattern SNAPSHOT = Pattern.compile("(.+)-\\d{4}-\\d{2}-\\d{2}");
  private static final String ANY_SNAPSHOT = "-YYYY-MM-DD";

  /** The entry that applies is the last one whose conditions hold. */
  private static final Comparator<PriceEntry> ORDER =
      Comparator.comparing(PriceEntry::effectiveFrom)
          .thenComparingLong(PriceEntry::fromInputTokens);

  private record Key(String model, String tier) {
    static Key of(PriceEntry entry) {
      return new Key(entry.model(), entry.tier());
    }
  }

  private final Map<Key, List<PriceEntry>> entries;

  private PriceTable(Map<Key, List<PriceEntry>> entries) {
    this.entries = entries;
  }

  /** The prices that come with the program. */
  public static PriceTable bundled() {
    return new PriceTable(Map.of()).withOverrides(bundledEntries());
  }

  /**
   * This table with the given entries in place of all it has for their models and tiers, from the
   * date of the earliest of them on.
   */
  public PriceTable withOverrides(List<PriceEntry> overrides) {
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
    return new PriceTable(merged);
  }

  /** All entries, in no order. */
  public List<PriceEntry> entries() {
    return entries.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The rates of a request.
   *
   * @param model the id the provider says it used
   * @param serviceTier the tier the provider says it served at, as it came
   * @param inputTokens all of the request's input tokens, cached ones included
   * @param at when the request was made
   * @return empty where there is no price: the request is unpriced, not free
   */
  public Optional<Rates> ratesFor(
      String model, @Nullable String serviceTier, long inputTokens, Instant at) {
    String tier = PriceEntry.tierOf(serviceTier);
    @Nullable Rates rates = null;
    Instant since = null;
    for (PriceEntry entry : entriesOf(model, tier)) {
      if (entry.effectiveFrom().isAfter(at)) {
        break;
      }
      if (since == null || entry.effectiveFrom().isAfter(since)) {
        // A newer price replaces all bands of the older one.
        since = entry.effectiveFrom();
        rates = null;
      }
      if (entry.fromInputTokens() <= inputTokens) {
        rates = entry.rates();
      }
    }
    return Optional.ofNullable(rates);
  }

  private List<PriceEntry> entriesOf(String model, String tier) {
    List<PriceEntry> exact = entries.get(new Key(model, tier));
    if (exact != null) {
      return exact;
    }
    Matcher snapshot = SNAPSHOT.matcher(model);
    return snapshot.matches()
        ? entries.getOrDefault(new Key(snapshot.group(1) + ANY_SNAPSHOT, tier), List.of())
        : List.of();
  }

  private static List<PriceEntry> bundledEntries() {
    try (InputStream resource = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The program lacks its price data.");
      }
      return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(PriceTable::entry)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
