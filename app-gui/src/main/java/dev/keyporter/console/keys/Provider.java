package dev.keyporter.console.keys;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.proxy.demo.DemoProvider;
import java.util.Locale;

/** Providers with an address that is known. */
enum Provider {
  OPENAI(ProviderKind.OPENAI),
  ANTHROPIC(ProviderKind.ANTHROPIC),
  /** Built into the proxy. */
  DEMO(DemoProvider.baseUrl(ProviderKind.OPENAI)),
  /** The same, for what speaks Anthropic's API. */
  DEMO_ANTHROPIC(ProviderKind.ANTHROPIC, DemoProvider.baseUrl(ProviderKind.ANTHROPIC)),
  OLLAMA("http://127.0.0.1:11434/v1"),
  LM_STUDIO("http://127.0.0.1:1234/v1"),
  OTHER(""),
  /** Whoever else speaks Anthropic's API. */
  OTHER_ANTHROPIC(ProviderKind.ANTHROPIC, "");

  private final ProviderKind kind;
  private final String baseUrl;

  Provider(ProviderKind kind) {
    this(kind, kind.baseUrl().toString());
  }

  Provider(String baseUrl) {
    this(ProviderKind.OPENAI, baseUrl);
  }

  Provider(ProviderKind kind, String baseUrl) {
    this.kind = kind;
    this.baseUrl = baseUrl;
  }

  /** Whose API it speaks. */
  ProviderKind kind() {
    return kind;
  }

  boolean isDemo() {
    return this == DEMO || this == DEMO_ANTHROPIC;
  }

  /** Whether its address is to be typed, or may be. */
  boolean hasOwnAddress() {
    return switch (this) {
      case OPENAI, ANTHROPIC, DEMO, DEMO_ANTHROPIC -> false;
      case OLLAMA, LM_STUDIO, OTHER, OTHER_ANTHROPIC -> true;
    };
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
