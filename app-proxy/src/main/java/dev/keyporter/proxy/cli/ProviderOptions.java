package dev.keyporter.proxy.cli;

import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKind;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whose a key is. */
final class ProviderOptions {
  @Option(
      names = "--provider",
      paramLabel = "KIND",
      completionCandidates = EnumNames.OfProviders.class,
      description = {
        "Whose API it is for: openai (also everything compatible), or anthropic, whose requests",
        "come in under /anthropic. Default: openai."
      })
  private ProviderKind provider = ProviderKind.OPENAI;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = {
        "The provider's base URL. Default: https://api.openai.com/v1, for Anthropic",
        "https://api.anthropic.com, which is without the /v1 that each request brings."
      })
  private @Nullable URI baseUrl;

  @Option(
      names = "--openai-organization",
      paramLabel = "O",
      description = "Sent as OpenAI-Organization.")
  private @Nullable String organization;

  @Option(names = "--openai-project", paramLabel = "P", description = "Sent as OpenAI-Project.")
  private @Nullable String project;

  @Option(
      names = "--prices",
      paramLabel = "WHOSE",
      completionCandidates = EnumNames.OfPrices.class,
      description = PricesChoice.WHAT)
  private @Nullable PricesChoice prices;

  boolean isGiven() {
    return baseUrl != null || organization != null || project != null || prices != null;
  }

  ProviderKind provider() {
    return provider;
  }

  NewProviderKey key(KeyScope scope, String name) {
    URI url = baseUrl == null ? provider.baseUrl() : baseUrl;
    return new NewProviderKey(
        scope,
        name,
        url,
        organization,
        project,
        false,
        provider,
        prices == null ? null : prices.prices());
  }
}
