package dev.keyporter.proxy.cli;

import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whose a key is. */
final class ProviderOptions {
  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "The provider's base URL. Default: https://api.openai.com/v1.")
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

  NewProviderKey key(KeyScope scope, String name) {
    URI url = baseUrl == null ? ProviderKey.OPENAI : baseUrl;
    return new NewProviderKey(
        scope, name, url, organization, project, false, prices == null ? null : prices.prices());
  }
}
