package dev.keyporter.proxy.limit;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.traffic.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is to be admitted.
 *
 * @param isCharged whether its answer costs money: others count as requests only
 * @param model what it asks for; null where it names none
 * @param tier the service tier asked for, as it came
 * @param bodyBytes its body's size
 * @param outputLimit the most tokens its answer may have; null where it does not say
 * @param key the key it will be sent with
 */
public record Asked(
    RequestId id,
    boolean isCharged,
    @Nullable String model,
    @Nullable String tier,
    long bodyBytes,
    @Nullable Long outputLimit,
    ProviderKey key) {
  /** The same, had it named so many tokens. */
  Asked withOutput(long tokens) {
    return new Asked(id, isCharged, model, tier, bodyBytes, tokens, key);
  }

  /**
   * When it counts. Ids rise also where the clock is set back: so a day's budget does not begin
   * anew by it.
   */
  Instant at() {
    return Instant.ofEpochMilli(id.millis());
  }
}
