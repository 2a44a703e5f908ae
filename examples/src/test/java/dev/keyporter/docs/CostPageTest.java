package dev.keyporter.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CostPageTest {
  @Test
  void worksOutItsExampleAsTheProgramDoes() throws IOException {
    String page = Files.readString(Path.of("../docs/cost.md"));
    Rates rates =
        PriceTable.bundled().ratesFor("gpt-4o-mini", "default", 1_200, Instant.now()).orElseThrow();
    Usd cost = rates.priceOf(new TokenUsage(1_200, 1_000, 0, 300, 0, 1_500));
    assertTrue(page.contains("**" + cost + "**"));
    String line = "gpt-4o-mini\tstandard\t0\t-\t" + rates.input() + "\t" + rates.cachedInput();
    assertTrue(page.contains(line + "\t" + rates.cacheWrite() + "\t" + rates.output()));
  }
}
