package dev.keyporter.proxy.health;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a provider answered to a key.
 *
 * @param message for people
 * @param openaiStatus {@code ok}, the provider's HTTP status, or why there is none
 * @param models the ids of the models the provider lists, in its order; null where it said nothing
 *     of the kind
 */
public record ProviderHealth(
    Level level, String message, String openaiStatus, @Nullable List<String> models) {
  /** What the provider answered when it refused the key. */
  public static final String REFUSED = "401";

  public ProviderHealth {
    models = models == null ? null : List.copyOf(models);
  }

  /** Without a list of models. */
  public ProviderHealth(Level level, String message, String openaiStatus) {
    this(level, message, openaiStatus, null);
  }

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
