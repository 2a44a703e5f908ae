package dev.keyporter.model.access;

import dev.keyporter.model.account.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a provider key, without its secret.
 *
 * @param lastFour the secret's last four characters; empty for a very short secret
 * @param rejectedAt when the provider last answered 401 to it; null while it works
 */
public record ProviderKey(
    ProviderKeyId id,
    OrganizationId organizationId,
    KeyScope scope,
    String name,
    URI baseUrl,
    @Nullable String openaiOrganization,
    @Nullable String openaiProject,
    boolean isDemo,
    boolean isActive,
    String lastFour,
    @Nullable Instant rejectedAt,
    Instant createdAt) {
  /** Where a key is used unless it says otherwise. */
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /** When the provider last refused this key, if it did. */
  public Optional<Instant> rejected() {
    return Optional.ofNullable(rejectedAt);
  }
}
