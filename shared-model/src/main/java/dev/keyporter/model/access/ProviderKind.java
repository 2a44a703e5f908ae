package dev.keyporter.model.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose API a provider speaks; a request's route decides which kind of key is looked for. */
public enum ProviderKind {
  /** OpenAI, and everything compatible with it. */
  OPENAI("https://api.openai.com/v1"),
  /** Anthropic, whose requests bring the {@code /v1} themselves. */
  ANTHROPIC("https://api.anthropic.com");

  private final URI baseUrl;

  ProviderKind(String baseUrl) {
    this.baseUrl = URI.create(baseUrl);
  }

  /** Its own base URL, which holds unless a key says otherwise. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The name used in the database and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this label. */
  public static Optional<ProviderKind> labelled(String label) {
    return Stream.of(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
