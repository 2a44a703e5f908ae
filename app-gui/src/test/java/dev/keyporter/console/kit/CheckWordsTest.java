package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyporter.proxy.health.ProviderHealth;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckWordsTest {
  /** Every answer that a check of a key can give. */
  @ParameterizedTest
  @CsvSource({
    "HEALTHY, ok",
    "UNHEALTHY, 401",
    "UNHEALTHY, 508",
    "UNHEALTHY, unreachable",
    "UNHEALTHY, timeout",
    "UNHEALTHY, broke_off",
    "DEGRADED, 302",
    "DEGRADED, 403",
    "DEGRADED, 404",
    "DEGRADED, 429",
    "DEGRADED, 503"
  })
  void everyAnswerOfAProviderHasWordsOfOurOwn(ProviderHealth.Level level, String status) {
    var health = new ProviderHealth(level, "A message of the proxy's.", status);
    CheckWords words = CheckWords.of(health, Duration.ofMillis(120));
    assertFalse(words.what().isBlank() || words.more().isBlank());
    assertFalse((words.what() + words.more()).contains(health.message()), words.toString());
    assertEquals(words.what(), words.what().strip());
  }
}
