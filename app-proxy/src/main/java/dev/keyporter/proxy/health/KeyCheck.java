package dev.keyporter.proxy.health;

import dev.keyporter.db.access.ProviderKeys;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.proxy.upstream.Cancellation;
import java.time.Duration;

/** Asks a provider whether it takes a stored key, and notes the answer. */
public final class KeyCheck {
  private final ProviderCheck check;
  private final ProviderKeys keys;

  public KeyCheck(ProviderCheck check, ProviderKeys keys) {
    this.check = check;
    this.keys = keys;
  }

  /**
   * How a check went.
   *
   * @param took from the question to the provider's list of models, or to the failure
   */
  public record Result(ProviderHealth health, Duration took) {}

  /**
   * Asks now. Never throws for what the provider does.
   *
   * @throws UnsealException when the key's secret cannot be decrypted
   */
  public Result run(ProviderKey key) {
    var secret = keys.unseal(key.id());
    long before = System.nanoTime();
    ProviderHealth health = check.run(key, secret, new Cancellation());
    var took = Duration.ofNanos(System.nanoTime() - before);
    if (health.openaiStatus().equals(ProviderHealth.REFUSED)) {
      keys.markRejected(key.id());
    } else if (health.level() == ProviderHealth.Level.HEALTHY) {
      keys.markAccepted(key.id());
    }
    return new Result(health, took);
  }
}
