package dev.keyporter.proxy.cli;

import org.jspecify.annotations.Nullable;

/** A request to the proxy, ready to be pasted into a shell. */
final class Curl {
  /** A model that the demo provider and OpenAI both have. */
  private static final String MODEL = "gpt-4o-mini";

  private static final String BODY = "{\"model\": \"" + MODEL + "\", \"input\": \"Say hello.\"}";

  private Curl() {}

  /**
   * Asks for a response.
   *
   * @param user what X-User-ID is to say; null where the token says it
   */
  static String command(String baseUrl, String token, @Nullable String user) {
    return "curl "
        + baseUrl
        + "/responses \\\n"
        + "  -H "
        + quoted("Authorization: Bearer " + token)
        + " \\\n"
        + (user == null ? "" : "  -H " + quoted("X-User-ID: " + user) + " \\\n")
        + "  -H 'Content-Type: application/json' \\\n"
        + "  -d "
        + quoted(BODY);
  }

  /** Where this machine's proxy is expected, from the environment that {@code serve} reads, too. */
  static String baseUrl(Terminal terminal) {
    String host = terminal.variable("KEYPORTER_HOST").orElse("127.0.0.1");
    boolean isWildcard = host.equals("0.0.0.0") || host.equals("::");
    return "http://"
        + (isWildcard ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + terminal.variable("KEYPORTER_PORT").orElse("8000")
        + "/v1";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
