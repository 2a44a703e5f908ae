package dev.keyporter.proxy.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final TokenUsage USAGE = new TokenUsage(1_000, 0, 0, 100, 0, 1_100);

  private final Pricing pricing = new Pricing(PriceTable::bundled);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://api.openai.com/v1,            -,      exact",
        "https://API.openai.com:443/v1,        -,      exact",
        "https://api.openai.com/v1,            openai, exact",
        "https://eu.api.openai.com/v1,         -,      exact",
        "https://us.api.openai.com/v1,         openai, exact",
        "http://api.openai.com/v1,             -,      estimated other_host",
        "https://api.openai.com:8443/v1,       -,      estimated other_host",
        "https://api.openai.com.example.com/v1,-,      estimated other_host",
        "https://notapi.openai.com/v1,         -,      estimated other_host",
        "https://openai.com/v1,                -,      estimated other_host",
        "https://acme.openai.azure.com/openai, -,      estimated other_host",
        "http://127.0.0.1:11434/v1,            -,      estimated other_host",
        "http://127.0.0.1:11434/v1,            openai, exact",
        "http://127.0.0.1:11434/v1,            none,   unpriced key_unpriced",
        "https://api.openai.com/v1,            none,   unpriced key_unpriced",
      })
  void pricesHoldWhereTheyAreTheProviders(String url, @Nullable String prices, String expected) {
    KeyPrices chosen = prices == null ? null : KeyPrices.labelled(prices).orElseThrow();
    Cost cost = pricing.price(key(url, chosen, false), charge("gpt-4o-mini", null, "default"));
    assertEquals(expected, words(cost));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "gpt-5.4,     -,         -,         exact,                        0.004",
        "gpt-5.4,     default,   -,         exact,                        0.004",
        "gpt-5.4,     auto,      -,         estimated tier_not_answered,  0.004",
        "gpt-5.4,     auto,      default,   exact,                        0.004",
        "gpt-5.4,     auto,      auto,      estimated tier_not_answered,  0.004",
        "gpt-5.4,     -,         auto,      estimated tier_not_answered,  0.004",
        "gpt-5.4,     -,         flex,      exact,                        0.002",
        "gpt-5.4,     flex,      flex,      exact,                        0.002",
        "gpt-5.4,     flex,      -,         estimated tier_not_answered,  0.002",
        "gpt-5.4,     FLEX,      -,         estimated tier_not_answered,  0.002",
        "gpt-5.4,     flex,      default,   estimated tier_differs,       0.004",
        "gpt-4o,      flex,      -,         estimated tier_not_answered,  0.0035",
        "gpt-4o,      scale,     default,   estimated tier_differs,       0.0035",
        "gpt-5.6-sol, priority,  -,         estimated tier_not_answered,  0.012",
        "gpt-5.6-sol, priority,  default,   exact,                        0.006",
        "gpt-5.6-sol, fast,      priority,  exact,                        0.012",
        "gpt-4o,      scale,     -,         estimated tier_not_answered,  0.0035",
        "gpt-4o,      batch,     -,         estimated tier_not_answered,  0.0035",
        "gpt-4o,      ultrafast, -,         estimated tier_not_answered,  0.0035",
        "gpt-4o,      -,         ultrafast, unpriced tier_unpriced,       -",
        "gpt-4o,      scale,     scale,     unpriced tier_unpriced,       -",
        "gpt-4o,      flex,      flex,      unpriced tier_unpriced,       -",
        "no-model,    flex,      flex,      unpriced model_unpriced,      -",
      })
  void theTierIsTheAnswersAndItsAbsenceIsSaid(
      String model,
      @Nullable String asked,
      @Nullable String answered,
      String expected,
      @Nullable String amount) {
    Cost cost = openai(charge(model, asked, answered));
    assertEquals(expected, words(cost));
    assertEquals(amount, cost.amount() == null ? null : cost.amount().toString());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "gpt-4o,              gpt-4o,                 exact",
        "gpt-4o,              gpt-4o-2024-08-06,      exact",
        "gpt-4o,              gpt-4o-2024-05-13,      exact",
        "gpt-3.5-turbo,       gpt-3.5-turbo-0125,     exact",
        "gpt-4-turbo-preview, gpt-4-0125-preview,     exact",
        "gpt-4o,              gpt-4o-mini,            estimated other_model",
        "gpt-5,               gpt-4o-mini-2024-07-18, estimated other_model",
        "unheard-of,          gpt-4o,                 estimated other_model",
        "-,                   gpt-4o,                 exact",
        "gpt-4o,              gpt-4o-2026-12-31,      unpriced model_unpriced",
        "gpt-4o,              ft:gpt-4o:acme::1,      unpriced model_unpriced",
        "gpt-6-sol,           gpt-6-sol-2026-09-22,   exact",
        "gpt-6-sol,           gpt-6-sol-2026-11-01,   estimated newer_snapshot",
        "-,                   -,                      unpriced model_not_answered",
      })
  void theModelIsTheAnswersAndAnotherOneIsSaid(
      @Nullable String asked, @Nullable String answered, String expected) {
    assertEquals(
        expected,
        words(
            openai(new Charge(asked, null, answered, "default", USAGE, Set.of(), Map.of(), NOW))));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://api.anthropic.com,  -,         claude-opus-5-5, exact",
        "https://gateway.example,    -,         claude-opus-5-5, estimated other_host",
        "https://gateway.example,    ANTHROPIC, claude-opus-5-5, exact",
        "https://gateway.example,    OPENAI,    claude-opus-5-5, estimated other_host",
        "https://api.openai.com/v1,  -,         claude-opus-5-5, estimated other_host",
        "https://api.anthropic.com,  -,         gpt-4o,          estimated other_host",
        "https://gateway.example,    ANTHROPIC, gpt-4o,          estimated other_host",
        "https://api.anthropic.com,  NONE,      claude-opus-5-5, unpriced key_unpriced",
      })
  void aModelsPricesHoldAtItsOwnProvider(
      String url, @Nullable KeyPrices chosen, String model, String expected) {
    Cost cost = pricing.price(key(url, chosen, false), charge(model, null, "standard"));
    assertEquals(expected, words(cost));
  }

  @Test
  void aSnapshotOfAnthropicsIsTheModelThatWasAskedFor() {
    assertEquals(
        "exact",
        words(
            pricing.price(
                key("https://api.anthropic.com", null, false),
                new Charge(
                    "claude-opus-5-5",
                    "standard_only",
                    "claude-opus-5-5-20260801",
                    "standard",
                    USAGE,
                    Set.of(),
                    Map.of(),
                    NOW))));
  }

  @Test
  void aPriceOfTheUsersOwnIsExactWhereNobodyElseHasOne() {
    ProviderKey local = key("http://127.0.0.1:11434/v1", null, false);
    ProviderKey unpriced = key("http://127.0.0.1:11434/v1", KeyPrices.NONE, false);
    var own =
        new Pricing(
            () -> PriceTable.bundled().withOverrides(List.of(price("llama3.2"), price("gpt-4o"))));
    assertEquals("exact", words(own.price(local, charge("llama3.2", null, null))));
    assertEquals("estimated other_host", words(own.price(local, charge("gpt-4o", null, null))));
    assertEquals(
        "exact",
        words(
            own.price(
                key("https://api.openai.com/v1", null, false), charge("gpt-4o", null, null))));
    assertEquals(
        "unpriced key_unpriced", words(own.price(unpriced, charge("llama3.2", null, null))));
  }

  @Test
  void whatIsBeyondAPriceIsSaid() {
    var long5 = new TokenUsage(300_000, 0, 0, 1, 0, 300_001);
    assertEquals(
        "unpriced length_unpriced",
        words(
            openai(
                new Charge(
                    "gpt-5.5", null, "gpt-5.5", "priority", long5, Set.of(), Map.of(), NOW))));
    PriceTable later = PriceTable.bundled().withOverrides(List.of(price("llama3.2")));
    assertEquals(
        "unpriced date_unpriced",
        words(
            new Pricing(() -> later)
                .price(
                    key("https://api.openai.com/v1", null, false),
                    new Charge(
                        "llama3.2",
                        null,
                        "llama3.2",
                        null,
                        USAGE,
                        Set.of(),
                        Map.of(),
                        Instant.EPOCH))));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4,             0.0044,  exact",
    "gpt-5.4-mini,        0.00132, exact",
    "gpt-6-sol,           -,       exact",
    "gpt-5.1,             0.00225, exact",
    "gpt-4o-2024-08-06,   0.0035,  exact",
    "o3,                  0.0028,  exact",
    "computer-use-preview,0.0042,  estimated regional_host",
  })
  void aRegionalHostAddsATenthForNewerModels(String model, String amount, String expected) {
    Cost cost =
        pricing.price(
            key("https://eu.api.openai.com/v1", null, false), charge(model, null, "default"));
    assertEquals(expected, words(cost));
    Cost elsewhere = openai(charge(model, null, "default"));
    boolean isDearer = amount(cost).compareTo(amount(elsewhere)) > 0;
    assertEquals(isDearer ? 1 : 0, cost.beside().size());
    if (!amount.equals("-")) {
      assertEquals(amount, amount(cost).toString());
    }
  }

  @Test
  void whatIsPaidByThePieceIsOnTheBill() {
    Cost cost =
        openai(
            new Charge(
                "gpt-4o",
                null,
                "gpt-4o",
                "default",
                USAGE,
                Set.of(),
                Map.of(CostItem.Kind.WEB_SEARCH, 4L, CostItem.Kind.FILE_SEARCH, 2L),
                NOW));
    assertEquals("exact", words(cost));
    // 0.0035 + 4 x 0.01 + 2 x 0.0025
    assertEquals("0.0485", amount(cost).toString());
    assertEquals(
        0,
        cost.items(USAGE).stream()
            .map(item -> item.amount().amount())
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .compareTo(amount(cost).amount()));
  }

  @ParameterizedTest
  @CsvSource({
    "CODE_INTERPRETER, estimated code_interpreter, 0.0335",
    "IMAGE_GENERATION, estimated image_generation, 0.0035",
  })
  void whatHasNoSureRateKeepsTheCostFromBeingExact(
      CostItem.Kind kind, String expected, String amount) {
    Cost cost =
        openai(
            new Charge(
                "gpt-4o", null, "gpt-4o", "default", USAGE, Set.of(), Map.of(kind, 1L), NOW));
    assertEquals(expected, words(cost));
    assertEquals(amount, amount(cost).toString());
    assertEquals(kind, cost.beside().getFirst().kind());
  }

  @Test
  void anAmountThatNoRecordTakesIsUnknown() {
    var dear = new BigDecimal("999999999");
    PriceTable table =
        PriceTable.bundled()
            .withOverrides(
                List.of(
                    new PriceEntry(
                        "dear",
                        "standard",
                        0,
                        Instant.MIN,
                        new Rates(dear, dear, dear, dear, "own"))));
    long most = TokenUsage.MOST;
    Cost cost =
        new Pricing(() -> table)
            .price(
                key("https://api.openai.com/v1", null, false),
                new Charge(
                    "dear",
                    null,
                    "dear",
                    null,
                    new TokenUsage(most, 0, 0, most, 0, most),
                    Set.of(),
                    Map.of(),
                    NOW));
    assertEquals("unknown impossible_counts", words(cost));
  }

  @Test
  void theDemoProviderCostsNothingWhateverItSays() {
    Cost cost =
        pricing.price(
            key("http://demo.invalid/v1", null, true),
            new Charge(
                "gpt-4o",
                "flex",
                "gpt-5",
                null,
                null,
                Set.of(CostReason.WEB_SEARCH),
                Map.of(),
                NOW));
    assertEquals(Usd.ZERO, cost.amount());
    assertEquals(CostCertainty.EXACT, cost.certainty());
  }

  @Test
  void everyReasonKeepsACostFromBeingExact() {
    for (CostReason reason : CostReason.values()) {
      Cost cost =
          openai(
              new Charge(
                  "gpt-4o", null, "gpt-4o", "default", USAGE, Set.of(reason), Map.of(), NOW));
      assertTrue(cost.certainty() != CostCertainty.EXACT, reason::label);
      assertTrue(cost.reasons().contains(reason), reason::label);
    }
    Cost without =
        openai(new Charge("gpt-4o", null, "gpt-4o", "default", null, Set.of(), Map.of(), NOW));
    assertEquals("unknown no_usage", words(without));
    assertNull(without.amount());
  }

  private Cost openai(Charge charge) {
    return pricing.price(key("https://api.openai.com/v1", null, false), charge);
  }

  private static Charge charge(String model, @Nullable String asked, @Nullable String answered) {
    return new Charge(model, asked, model, answered, USAGE, Set.of(), Map.of(), NOW);
  }

  private static PriceEntry price(String model) {
    return new PriceEntry(
        model,
        "standard",
        0,
        Instant.parse("2026-01-01T00:00:00Z"),
        new Rates(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, "own"));
  }

  private static ProviderKey key(String url, @Nullable KeyPrices prices, boolean isDemo) {
    return new ProviderKey(
        new ProviderKeyId(new UUID(0, 1)),
        new OrganizationId(new UUID(0, 2)),
        new KeyScope.Shared(),
        "key",
        ProviderKind.OPENAI,
        URI.create(url),
        null,
        null,
        isDemo,
        prices,
        true,
        "abcd",
        null,
        NOW);
  }

  private static Usd amount(Cost cost) {
    return Objects.requireNonNull(cost.amount());
  }

  private static String words(Cost cost) {
    return (cost.certainty().label()
            + " "
            + String.join(" ", cost.reasons().stream().map(CostReason::label).toList()))
        .strip();
  }
}
