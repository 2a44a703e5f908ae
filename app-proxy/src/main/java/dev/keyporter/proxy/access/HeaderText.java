package dev.keyporter.proxy.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.NameRule;
import dev.keyporter.proxy.error.ProxyError.InvalidRequest;
import dev.keyporter.proxy.error.ProxyException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the headers that say who calls and in which session. */
final class HeaderText {
  private static final int MAX_LENGTH = 255;

  /** OpenAI's keys, and those of others that took its form. */
  private static final Pattern PROVIDER_KEY = Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,}");

  private HeaderText() {}

  /** The user's name; null where the header is missing. */
  static @Nullable String userName(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw invalidUser("was sent more than once. Send it once.");
    }
    String name = decoded(values.getFirst()).strip();
    if (holdsSecret(name)) {
      throw invalidUser("holds a token or a key, which would be the user's name. Send the name.");
    }
    Optional<NameRule.Problem> problem = NameRule.USER.problem(name);
    if (problem.isPresent()) {
      throw invalidUser(
          switch (problem.get()) {
            case BLANK, NULL ->
                "is blank or 'null'. Send the user's name, an e-mail address for example.";
            case TOO_LONG -> "is longer than 255 characters. Send a shorter name.";
            case UNREADABLE -> "holds control or replacement characters. Send the name in UTF-8.";
          });
    }
    return name;
  }

  /**
   * The text of a value that came with one character for each byte. Clients send UTF-8, or, where
   * their HTTP library insists, ISO 8859-1 (RFC 9110, 5.5); hardly any text of the latter is valid
   * in the former.
   */
  private static String decoded(String octets) {
    try {
      return UTF_8
          .newDecoder()
          .decode(ISO_8859_1.newEncoder().encode(CharBuffer.wrap(octets)))
          .toString();
    } catch (CharacterCodingException _) {
      return octets;
    }
  }

  /** The session's id as the caller made it; null where the header is missing. */
  static @Nullable String sessionId(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    String id = values.getFirst();
    if (values.size() > 1
        || id.isBlank()
        || holdsSecret(id)
        || id.length() > MAX_LENGTH
        // The answer's header repeats it, and a header carries ASCII only.
        || id.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      throw new ProxyException(
          new InvalidRequest(
              "invalid_session_id",
              "X-Session-ID is not 1 to 255 printable ASCII characters, sent once, and no token or"
                  + " key. Correct it, or leave it out to get a new session.",
              "X-Session-ID"));
    }
    return id;
  }

  /** What is kept and shown as a name must open nothing. */
  private static boolean holdsSecret(String text) {
    return StrayTokens.TOKEN.matcher(text).find() || PROVIDER_KEY.matcher(text).find();
  }

  private static ProxyException invalidUser(String what) {
    return new ProxyException(
        new InvalidRequest("invalid_user_id", "X-User-ID " + what, "X-User-ID"));
  }
}
