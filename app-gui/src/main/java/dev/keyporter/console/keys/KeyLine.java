package dev.keyporter.console.keys;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.usage.UsageActivity;
import org.jspecify.annotations.Nullable;

/**
 * A key with what the list tells of it.
 *
 * @param organization the name
 * @param user the name of the one user it serves; null where it serves everybody
 * @param inItsPlace the name of the newer key that serves instead; null where none does
 * @param standsBy the name of the next older key that would serve instead; null where none would
 */
record KeyLine(
    ProviderKey key,
    String organization,
    @Nullable String user,
    KeyState state,
    @Nullable String inItsPlace,
    @Nullable String standsBy,
    UsageActivity activity) {
  /** The secret as far as it is shown. */
  String secret() {
    return KeyTexts.secret(key);
  }
}
