package dev.keyporter.console.kit;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.proxy.health.ProviderHealth;
import java.time.Duration;

/**
 * What a provider said of a key, in words.
 *
 * @param what it said, one sentence
 * @param more what follows from it, or how quick it was
 */
public record CheckWords(String icon, Tone tone, String what, String more) {
  private static final Texts TEXTS = Texts.of(CheckWords.class);

  /**
   * The words for an answer.
   *
   * @param time how long the provider took
   */
  public static CheckWords of(ProviderHealth health, Duration time) {
    String took = Figures.duration(time);
    return switch (health.level()) {
      case HEALTHY ->
          new CheckWords(
              "fth-check-circle",
              Tone.GOOD,
              TEXTS.text("check.accepted"),
              health.models() == null
                  ? TEXTS.text("check.answered", took)
                  : TEXTS.text("check.models", Figures.count(health.models().size()), took));
      case DEGRADED ->
          new CheckWords(
              "fth-alert-triangle",
              Tone.CAUTION,
              TEXTS.text("check.status", health.openaiStatus()),
              TEXTS.text(degraded(health.openaiStatus())));
      case UNHEALTHY ->
          new CheckWords(
              "fth-x-circle",
              Tone.BAD,
              TEXTS.text("check." + health.openaiStatus()),
              TEXTS.text("check." + health.openaiStatus() + ".next"));
    };
  }

  private static String degraded(String status) {
    return switch (status) {
      case "403" -> "check.403.next";
      case "429" -> "check.later";
      default -> status.startsWith("5") ? "check.later" : "check.address";
    };
  }
}
