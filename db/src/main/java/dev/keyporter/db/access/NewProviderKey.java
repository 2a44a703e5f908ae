package dev.keyporter.db.access;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a new provider key shall be.
 *
 * @param name 1 to 200 characters, none of control
 * @param openaiOrganization sent as a header, so visible ASCII; null or blank for none
 * @param openaiProject the same
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
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A key's name holds no line breaks or the like.");
    }
    if (!isBaseUrl(baseUrl)) {
      throw new IllegalArgumentException(
          "The base URL must be http:// or https:// with a host of letters, digits, dots and"
              + " hyphens, such as http://127.0.0.1:11434/v1.");
    }
    openaiOrganization = headerValue("organization", openaiOrganization);
    openaiProject = headerValue("project", openaiProject);
  }

  private static @Nullable String headerValue(String what, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String value = text.strip();
    if (value.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "OpenAI's id of the " + what + " holds a space or a character that is not ASCII.");
    }
    return value;
  }

  /** Whether requests can be sent there: HTTP, a host, nothing but a path after it. */
  public static boolean isBaseUrl(URI url) {
    return url.getHost() != null
        && url.getPort() != 0
        && url.getPort() <= 65_535
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
