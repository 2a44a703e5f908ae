package dev.keyporter.proxy.header;

import dev.keyporter.model.traffic.SecretMembers;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which headers must not be recorded, and what of others. */
public final class SecretHeaders {
  /** A name that has one of these words: every gateway has its own x-…-key. */
  private static final Set<String> WORDS =
      Set.of(
          "apikey",
          "auth",
          "authentication",
          "authorization",
          "authtoken",
          "cookie",
          "credential",
          "credentials",
          "jwt",
          "key",
          "passwd",
          "password",
          "secret",
          "signature",
          "token");

  private static final Set<String> NAMES = Set.of("openai-ephemeral-user-id");

  /** Keys that open nothing. */
  private static final Set<String> HARMLESS =
      Set.of("idempotency-key", "x-idempotency-key", "sec-websocket-key", "surrogate-key");

  /** Where a URL stands in a header: Referer, Location, Link. */
  private static final Pattern IN_QUERY =
      Pattern.compile(
          "(?i)([?&;](?:[a-z0-9]+[-_])*(?:api-?key|auth|authorization|code|credential|key|password"
              + "|secret|sig|signature|token)=)[^&;#\\s\">,]+");

  private static final Pattern AFTER_SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

  /** OpenAI's keys and those of others that took its form, whatever the header is called. */
  private static final Pattern PROVIDER_KEY = Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,}");

  private SecretHeaders() {}

  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (HARMLESS.contains(lower)) {
      return false;
    }
    if (NAMES.contains(lower)) {
      return true;
    }
    for (String word : lower.split("[-_.]", -1)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The value as it may be recorded. */
  static String withoutSecrets(HeaderLine header) {
    return withoutSecrets(header.value());
  }

  /** A header's value, or a URL, as it may be recorded. */
  public static String withoutSecrets(String text) {
    String value = text;
    if (value.indexOf('=') >= 0) {
      value = IN_QUERY.matcher(value).replaceAll("$1" + SecretMembers.REPLACEMENT);
    }
    if (value.indexOf(' ') >= 0) {
      value = AFTER_SCHEME.matcher(value).replaceAll("$1 " + SecretMembers.REPLACEMENT);
    }
    if (value.contains("sk-")) {
      value = PROVIDER_KEY.matcher(value).replaceAll(SecretMembers.REPLACEMENT);
    }
    return value;
  }
}
