package dev.keyporter.db.access;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a new provider key shall be.
 *
 * @param name 1 to 200 characters
 * @param isDemo whether the built-in demo provider serves it
 */
public record NewProviderKey(
    KeyScope scope,
    String name,
    URI baseUrl,
    @Nullable String openaiOrganization,
    @Nullable String openaiProject,
    boolean isDemo) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 200;

  public NewProviderKey {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("A key's name has 1 to 200 characters.");
    }
    if (!isBaseUrl(baseUrl)) {
      throw new IllegalArgumentException(
          "The base URL must be http:// or https:// with a host, such as"
              + " http://127.0.0.1:11434/v1.");
    }
  }

  /** Whether requests can be sent there: HTTP, a host, nothing but a path after it. */
  public static boolean isBaseUrl(URI url) {
    return url.getHost() != null
        && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  /** A key for OpenAI itself. */
  public static NewProviderKey openai(KeyScope scope, String name) {
    return new NewProviderKey(scope, name, ProviderKey.OPENAI, null, null, false);
  }
}
