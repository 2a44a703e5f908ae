package dev.keyporter.db.access;

import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a new provider key shall be.
 *
 * @param name as {@link NameRule#KEY} has it
 * @param openaiOrganization sent as a header, so visible ASCII; null or blank for none
 * @param openaiProject the same
 * @param isDemo whether the built-in demo provider serves it
 * @param provider whose API it is for
 * @param prices whose prices hold; null where its address decides, and for the demo provider, which
 *     costs nothing
 */
public record NewProviderKey(
    KeyScope scope,
    String name,
    URI baseUrl,
    @Nullable String openaiOrganization,
    @Nullable String openaiProject,
    boolean isDemo,
    ProviderKind provider,
    @Nullable KeyPrices prices) {
  private static final Pattern VERSION = Pattern.compile("/v1/*$");
  private static final String NO_BASE_URL =
      "The base URL must be http:// or https:// with a host of letters, digits, dots and hyphens,"
          + " such as http://127.0.0.1:11434/v1, and nothing after its path.";

  /** For OpenAI's API. */
  public NewProviderKey(
      KeyScope scope,
      String name,
      URI baseUrl,
      @Nullable String openaiOrganization,
      @Nullable String openaiProject,
      boolean isDemo,
      @Nullable KeyPrices prices) {
    this(
        scope,
        name,
        baseUrl,
        openaiOrganization,
        openaiProject,
        isDemo,
        ProviderKind.OPENAI,
        prices);
  }

  /** For OpenAI's API, at the prices of its address. */
  public NewProviderKey(
      KeyScope scope,
      String name,
      URI baseUrl,
      @Nullable String openaiOrganization,
      @Nullable String openaiProject,
      boolean isDemo) {
    this(scope, name, baseUrl, openaiOrganization, openaiProject, isDemo, null);
  }

  public NewProviderKey {
    checkPrices(isDemo, prices);
    name = NameRule.KEY.check(name);
    if (!isBaseUrl(baseUrl)) {
      throw new IllegalArgumentException(NO_BASE_URL);
    }
    openaiOrganization = headerValue("organization", openaiOrganization);
    openaiProject = headerValue("project", openaiProject);
    switch (provider) {
      case OPENAI -> {}
      case ANTHROPIC -> {
        if (openaiOrganization != null || openaiProject != null) {
          throw new IllegalArgumentException(
              "An organization or a project of OpenAI's goes with keys for OpenAI only.");
        }
        baseUrl = withoutVersion(baseUrl);
      }
    }
  }

  /** Anthropic's clients write the version into each request's path, and not into the base URL. */
  private static URI withoutVersion(URI url) {
    return URI.create(VERSION.matcher(url.toString()).replaceFirst(""));
  }

  static void checkPrices(boolean isDemo, @Nullable KeyPrices prices) {
    if (isDemo && prices != null) {
      throw new IllegalArgumentException(
          "The demo provider costs nothing: no prices hold for its keys.");
    }
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

  /**
   * Reads a base URL as people write it.
   *
   * @throws IllegalArgumentException saying what one looks like
   */
  public static URI baseUrl(String text) {
    try {
      var url = new URI(text.strip());
      if (isBaseUrl(url)) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new IllegalArgumentException(NO_BASE_URL);
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
