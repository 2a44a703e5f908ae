package dev.keyporter.console.keys;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.proxy.demo.DemoProvider;
import java.util.Locale;

/** Providers with an address that is known. */
enum Provider {
  OPENAI(ProviderKey.OPENAI.toString()),
  /** Built into the proxy. */
  DEMO(DemoProvider.BASE_URL),
  OLLAMA("http://127.0.0.1:11434/v1"),
  LM_STUDIO("http://127.0.0.1:1234/v1"),
  OTHER("");

  private final String baseUrl;

  Provider(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Whether it takes requests without a secret. */
  boolean needsNoSecret() {
    return this == OLLAMA || this == LM_STUDIO;
  }

  String title() {
    return Texts.of(Provider.class).text("provider." + name().toLowerCase(Locale.ROOT));
  }
}
