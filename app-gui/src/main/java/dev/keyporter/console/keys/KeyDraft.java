package dev.keyporter.console.keys;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.demo.DemoProvider;
import org.jspecify.annotations.Nullable;

/** What stands in the form for a new key. Prints nothing of the secret. */
record KeyDraft(
    Provider provider,
    String name,
    String baseUrl,
    @Nullable KeyPrices prices,
    Secret secret,
    @Nullable String openaiOrganization,
    @Nullable String openaiProject) {
  private static final Texts TEXTS = Texts.of(KeyDraft.class);

  /**
   * Reads the form.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static KeyDraft of(
      Provider provider,
      String name,
      String baseUrl,
      @Nullable KeyPrices prices,
      String secret,
      String openaiOrganization,
      String openaiProject) {
    boolean isDemo = provider.isDemo();
    return new KeyDraft(
        provider,
        name.isBlank() ? defaultName(provider) : name.strip(),
        isDemo ? provider.baseUrl() : baseUrl.strip(),
        prices,
        secret(provider, secret),
        isDemo ? null : blankToNull(openaiOrganization),
        isDemo ? null : blankToNull(openaiProject));
  }

  static String defaultName(Provider provider) {
    return provider.baseUrl().isEmpty() ? TEXTS.text("name.default") : provider.title();
  }

  private static Secret secret(Provider provider, String typed) {
    if (provider.isDemo()) {
      return new Secret(DemoProvider.KEY);
    }
    if (typed.isBlank()) {
      if (provider.needsNoSecret()) {
        return KeyTexts.NO_SECRET;
      }
      throw new IllegalArgumentException(TEXTS.text("secret.missing"));
    }
    return new Secret(typed);
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text.strip();
  }

  /**
   * What is to be stored.
   *
   * @throws IllegalArgumentException when the base URL is none
   */
  NewProviderKey wanted(KeyScope scope) {
    return new NewProviderKey(
        scope,
        name,
        NewProviderKey.baseUrl(baseUrl),
        openaiOrganization,
        openaiProject,
        provider.isDemo(),
        provider.kind(),
        prices);
  }
}
