package dev.keyporter.proxy.health;

import java.util.Locale;

/**
 * How a provider answered to a key.
 *
 * @param message for people
 * @param openaiStatus {@code ok}, the provider's HTTP status, or why there is none
 */
public record ProviderHealth(Level level, String message, String openaiStatus) {
  /** Whether requests would be answered. */
  public enum Level {
    HEALTHY,
    /** Now and then, or later. */
    DEGRADED,
    UNHEALTHY;

    /** The name used in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
