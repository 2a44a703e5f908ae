package dev.keyporter.model.access;

import dev.keyporter.model.account.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a provider key, without its secret.
 *
 * @param provider whose API it is for
 * @param lastFour the secret's last four characters; empty for a very short secret
 * @param prices whose prices hold; null where its address decides
 * @param rejectedAt when the provider last answered 401 to it; null while it works
 */
public record ProviderKey(
    ProviderKeyId id,
    OrganizationId organizationId,
    KeyScope scope,
    String name,
    ProviderKind provider,
    URI baseUrl,
    @Nullable String openaiOrganization,
    @Nullable String openaiProject,
    boolean isDemo,
    @Nullable KeyPrices prices,
    boolean isActive,
    String lastFour,
    @Nullable Instant rejectedAt,
    Instant createdAt) {
  private static final int HTTPS_PORT = 443;

  /** Where a key is used unless it says otherwise. */
  public static final URI OPENAI = ProviderKind.OPENAI.baseUrl();

  /** Who answers at an address, as far as prices go. */
  public enum Host {
    /** OpenAI's own. */
    OPENAI,
    /** OpenAI's own in a region, such as {@code eu.api.openai.com}. */
    OPENAI_REGION,
    /** Anthropic's own. */
    ANTHROPIC,
    /** Anybody. */
    OTHER
  }

  /** Who answers. */
  public Host host() {
    String name = baseUrl.getHost() == null ? "" : baseUrl.getHost().toLowerCase(Locale.ROOT);
    boolean isPublic =
        "https".equalsIgnoreCase(baseUrl.getScheme())
            && (baseUrl.getPort() == -1 || baseUrl.getPort() == HTTPS_PORT);
    if (isPublic && name.equals(OPENAI.getHost())) {
      return Host.OPENAI;
    }
    if (isPublic && name.equals(ProviderKind.ANTHROPIC.baseUrl().getHost())) {
      return Host.ANTHROPIC;
    }
    return isPublic && name.endsWith("." + OPENAI.getHost()) ? Host.OPENAI_REGION : Host.OTHER;
  }

  /** When the provider last refused this key, if it did. */
  public Optional<Instant> rejected() {
    return Optional.ofNullable(rejectedAt);
  }
}
