package dev.keyporter.model.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.access.ProviderKind;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final PriceTable TABLE = PriceTable.bundled();

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, 2.5 1.25 2.5 10",
    "gpt-4o-2024-08-06, 2.5 1.25 2.5 10",
    "gpt-4o-2024-05-13, 5 5 5 15",
    "gpt-4o-mini, 0.15 0.075 0.15 0.6",
    "gpt-4, 30 30 30 60",
    "gpt-4.1-nano, 0.1 0.025 0.1 0.4",
    "gpt-5-nano-2025-08-07, 0.05 0.005 0.05 0.4",
    "o1-pro, 150 150 150 600",
    "gpt-6-sol-2026-09-22, 2 0.2 2.5 10",
    "text-embedding-3-small, 0.02 0.02 0.02 0",
  })
  void knowsEachModelsOwnPrice(String model, String figures) {
    assertEquals(figures, figures(model, null, 1_000, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o-mini-foo",
        "gpt-4o-2024-12-31",
        "gpt-4o-audio-preview",
        "gpt-4o-search-preview",
        "gpt-4-",
        "gpt-6-sol-2026-09-22-x",
        "gpt-6-sol-YYYY-MM-D",
        "ft:gpt-4o-mini-2024-07-18:acme::abc123",
        "GPT-4o",
        "openai/gpt-4o",
        "gpt-oss-20b",
        "llama3.2",
        "",
      })
  void leavesWhatOnlyLooksLikeAKnownModelUnpriced(String model) {
    assertTrue(TABLE.ratesFor(model, null, 1_000, NOW).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4, 271999, 2.5 0.25 2.5 15",
    "gpt-5.4, 272000, 5 0.5 5 22.5",
    "gpt-6-sol, 272000, 2 0.2 2.5 10",
    "gpt-6-sol, 272001, 4 0.4 5 15",
  })
  void chargesLongRequestsAtTheRatesOfTheirBand(String model, long input, String figures) {
    assertEquals(figures, figures(model, null, input, NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4, flex, 1000, 1.25 0.125 1.25 7.5",
    "gpt-5.4-2026-03-05, flex, 1000, 1.25 0.125 1.25 7.5",
    "gpt-5.4, flex, 300000, 2.5 0.25 2.5 11.25",
    "gpt-5.6-sol, priority, 1000, 8 0.8 10 40",
    "gpt-5.6-sol, fast, 300000, 16 1.6 20 60",
    "gpt-5-mini, priority, 1000, 0.45 0.045 0.45 3.6",
    "gpt-4.1, PRIORITY, 1000, 3.5 0.875 3.5 14",
    "gpt-4o, default, 1000, 2.5 1.25 2.5 10",
    "gpt-4o, auto, 1000, 2.5 1.25 2.5 10",
    "gpt-4o, standard, 1000, 2.5 1.25 2.5 10",
  })
  void chargesTheTierOfTheAnswer(String model, String tier, long input, String figures) {
    assertEquals(figures, figures(model, tier, input, NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, flex, 1000",
    "gpt-4o, scale, 1000",
    "gpt-6.2-sol, flex, 1000",
    "gpt-5.5, priority, 300000",
  })
  void doesNotGuessATier(String model, String tier, long input) {
    assertTrue(TABLE.ratesFor(model, tier, input, NOW).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "o3, 2025-06-09T23:59:59.999Z, 10 0.5 10 40",
    "o3, 2025-06-10T00:00:00Z, 2 0.5 2 8",
    "gpt-5.6-luna, 2026-07-29T12:00:00Z, 1 0.1 1.25 6",
    "gpt-5.6-luna, 2026-07-30T00:00:00Z, 0.2 0.02 0.25 1.2",
  })
  void chargesWhatWasValidAtTheTime(String model, Instant at, String figures) {
    assertEquals(figures, figures(model, null, 1_000, at));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, 1000, 2026-11-01T00:00:00Z, 4 0.2 5 20",
    "claude-opus-5-5-20260922, 1000, 2026-11-01T00:00:00Z, 4 0.2 5 20",
    "claude-haiku-4-5-20251001, 1000, 2026-11-01T00:00:00Z, 1 0.1 1.25 5",
    "claude-sonnet-4-6, 200000, 2026-03-12T12:00:00Z, 3 0.3 3.75 15",
    "claude-sonnet-4-6, 200001, 2026-03-12T12:00:00Z, 6 0.6 7.5 22.5",
    "claude-sonnet-4-6, 200001, 2026-03-13T00:00:00Z, 3 0.3 3.75 15",
  })
  void pricesAnthropicsModels(String model, long input, Instant at, String figures) {
    assertEquals(figures, figures(model, "standard", input, at));
    assertEquals(figures, figures(model, "standard_only", input, at));
    assertEquals(Optional.of(ProviderKind.ANTHROPIC), TABLE.publisher(model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-5-5",
        "claude-opus-5-50",
        "claude-opus-5-5-2026-09-22",
        "claude-opus-5-5-2026",
        "gpt-6-sol-20260922"
      })
  void doesNotTakeANewerModelForAnOlderOneWhoseNameItBeginsWith(String model) {
    assertTrue(TABLE.ratesFor(model, null, 1_000, NOW).isEmpty());
  }

  @Test
  void knowsWhoseModelItIs() {
    assertEquals(Optional.of(ProviderKind.OPENAI), TABLE.publisher("gpt-6-sol-2026-09-22"));
    PriceTable own =
        TABLE.withOverrides(
            List.of(entry("gpt-5.4", 0, Instant.MIN, "1"), entry("llama3.2", 0, Instant.MIN, "1")));
    assertEquals(Optional.of(ProviderKind.OPENAI), own.publisher("gpt-5.4"));
    assertEquals(Optional.empty(), own.publisher("llama3.2"));
  }

  @Test
  void saysWhereTheFiguresComeFrom() {
    String source =
        TABLE.ratesFor("gpt-5.6-sol", null, 300_000, NOW).map(Rates::source).orElseThrow();
    assertTrue(source.matches("genai-prices \\S+ of \\d{4}-\\d\\d-\\d\\d, .*"), source);
    assertTrue(
        source.endsWith("standard tier, from 272000 input tokens on, since 2026-08-21"), source);
  }

  @Test
  void pricesARequestByHandAndByTableAlike() {
    TokenUsage usage = new TokenUsage(300_000, 200_000, 50_000, 4_000, 1_000, 304_000);
    // 50,000 × 8 + 200,000 × 0.8 + 50,000 × 10 + 4,000 × 30 = 1,180,000 per million
    assertEquals(
        Usd.of("1.18").toString(),
        TABLE
            .ratesFor("gpt-5.6-sol", "default", usage.input(), NOW)
            .orElseThrow()
            .priceOf(usage)
            .toString());
  }

  @Test
  void takesTheUsersPriceInsteadOfItsOwn() {
    PriceTable table =
        TABLE.withOverrides(
            List.of(
                entry("gpt-5.4", 0, Instant.MIN, "1"),
                entry("llama3.2", 0, Instant.parse("2026-01-01T00:00:00Z"), "0.1")));
    assertEquals("1 1 1 1", figures(table, "gpt-5.4", null, 300_000, NOW));
    assertEquals("1.25 0.125 1.25 7.5", figures(table, "gpt-5.4", "flex", 1_000, NOW));
    assertEquals("0.1 0.1 0.1 0.1", figures(table, "llama3.2", null, 1_000, NOW));
    assertTrue(table.ratesFor("llama3.2", null, 1, Instant.EPOCH).isEmpty());
    assertEquals("2.5 0.25 2.5 15", figures("gpt-5.4", null, 1_000, NOW));
  }

  @Test
  void refusesAnEntryWhoseTierNoAnswerCouldName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PriceEntry("gpt-4o", "Fast", 0, Instant.MIN, null));
  }

  @Test
  void namesTheSourceAndDateOfItsDataAndFindsEveryLineOfIt() throws Exception {
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.tsv")),
                StandardCharsets.UTF_8))) {
      lines = reader.readAllLines();
    }
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("# Source: .*MIT.*retrieved 2\\d{3}-.*")));
    List<String[]> rows =
        lines.stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1))
            .toList();
    assertTrue(rows.size() > 200, "only " + rows.size() + " prices");
    for (String[] row : rows) {
      Instant at = row[3].equals("-") ? Instant.EPOCH : Instant.parse(row[3] + "T00:00:00Z");
      String model = row[0].replace("YYYY-MM-DD", "2026-10-01").replace("YYYYMMDD", "20261001");
      String expected = String.join(" ", row[4], row[5], row[6], row[7]);
      if (expected.isBlank()) {
        assertTrue(TABLE.ratesFor(model, row[1], Long.parseLong(row[2]), at).isEmpty(), model);
      } else {
        assertEquals(expected, figures(model, row[1], Long.parseLong(row[2]), at), model);
      }
    }
  }

  private static PriceEntry entry(String model, long from, Instant since, String rate) {
    BigDecimal price = new BigDecimal(rate);
    return new PriceEntry(
        model, PriceEntry.STANDARD, from, since, new Rates(price, price, price, price, "mine"));
  }

  private static String figures(String model, @Nullable String tier, long input, Instant at) {
    return figures(TABLE, model, tier, input, at);
  }

  private static String figures(
      PriceTable table, String model, @Nullable String tier, long input, Instant at) {
    Optional<Rates> rates = table.ratesFor(model, tier, input, at);
    return rates
        .map(
            r ->
                String.join(
                    " ",
                    r.input().toPlainString(),
                    r.cachedInput().toPlainString(),
                    r.cacheWrite().toPlainString(),
                    r.output().toPlainString()))
        .orElse("unpriced");
  }
}
