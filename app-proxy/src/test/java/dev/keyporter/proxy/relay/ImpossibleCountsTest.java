package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.recording.Charge;
import dev.keyporter.proxy.recording.Pricing;
import dev.keyporter.proxy.testing.Operations;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever a provider counts, the cost is never negative, and exact only where it adds up. */
class ImpossibleCountsTest {
  private static final List<String> COUNTS =
      List.of(
          "0",
          "1",
          "4",
          "5",
          "9",
          "10",
          "14",
          "1000000000",
          "1000000001",
          "999999999999999",
          "9223372036854775807",
          "18446744073709551616",
          "-1",
          "-9223372036854775808",
          "1.5",
          "1e3",
          "\"5\"",
          "null",
          "true",
          "[]",
          "{}");

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final ProviderKey KEY =
      new ProviderKey(
          new ProviderKeyId(new UUID(0, 1)),
          new OrganizationId(new UUID(0, 2)),
          new KeyScope.Shared(),
          "key",
          ProviderKind.OPENAI,
          ProviderKey.OPENAI,
          null,
          null,
          false,
          null,
          true,
          "abcd",
          null,
          NOW);

  private final Pricing pricing = new Pricing(PriceTable::bundled);

  @Test
  void neverGiveANegativeCostNorAnExactOne() {
    var random = new Random(20261129);
    int exact = 0;
    for (int round = 0; round < 100_000; round++) {
      var counts = new String[6];
      for (int i = 0; i < counts.length; i++) {
        // Mostly small ones, so that some fit together.
        counts[i] = COUNTS.get(random.nextInt(random.nextInt(3) == 0 ? COUNTS.size() : 7));
      }
      String usage = usage(counts, random.nextBoolean());
      Cost cost = cost(usage);
      assertFalse(cost.amount() != null && cost.amount().amount().signum() < 0, usage);
      if (cost.certainty() == CostCertainty.EXACT) {
        exact++;
        assertTrue(addsUp(counts), usage);
        assertTrue(cost.reasons().isEmpty(), usage);
      } else {
        assertFalse(cost.reasons().isEmpty(), usage);
      }
    }
    assertTrue(exact > 100, "only " + exact + " were possible");
  }

  /** Input, cached, written, output, reasoning and total. */
  private static boolean addsUp(String[] counts) {
    long input = count(counts[0], -1);
    // Without an output, as embeddings are, the total is the input.
    long output = count(counts[3], counts[5].equals("null") ? -1 : 0);
    long cached = count(counts[1], 0) + count(counts[2], 0);
    long total = count(counts[5], input + output);
    return input >= 0
        && output >= 0
        && input <= TokenUsage.MOST
        && output <= TokenUsage.MOST
        && cached <= input
        && count(counts[1], 0) >= 0
        && count(counts[2], 0) >= 0
        && count(counts[4], 0) >= 0
        && count(counts[4], 0) <= output
        && total == input + output;
  }

  private static long count(String text, long absent) {
    return text.equals("null") ? absent : Long.parseLong(text);
  }

  private static String usage(String[] counts, boolean isChat) {
    return (isChat
            ? "{\"prompt_tokens\":%s,\"prompt_tokens_details\":{\"cached_tokens\":%s,"
                + "\"cache_write_tokens\":%s},\"completion_tokens\":%s,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":%s},\"total_tokens\":%s}"
            : "{\"input_tokens\":%s,\"input_tokens_details\":{\"cached_tokens\":%s,"
                + "\"cache_write_tokens\":%s},\"output_tokens\":%s,"
                + "\"output_tokens_details\":{\"reasoning_tokens\":%s},\"total_tokens\":%s}")
        .formatted((Object[]) counts);
  }

  private Cost cost(String usage) {
    String answer = "{\"model\":\"gpt-4o\",\"service_tier\":\"default\",\"usage\":" + usage + "}";
    AnswerFacts facts =
        Operations.CREATE_RESPONSE.readAnswer(
            200, answer.getBytes(UTF_8), null, BodyMemory.unbounded().share());
    return pricing.price(
        KEY,
        new Charge(
            "gpt-4o",
            null,
            facts.servedModel(),
            facts.serviceTier(),
            facts.usage(),
            facts.costReasons(),
            facts.beside(),
            NOW));
  }
}
