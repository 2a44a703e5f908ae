package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyporter.model.access.Secret;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.SecretMembers;
import dev.keyporter.proxy.access.StrayTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in what was said, secrets that are known by themselves and not by the name they stand
 * under: tokens like this proxy's, which a client puts into its body, and the key that the request
 * went upstream with, which a provider repeats in an error.
 *
 * <p>Whether this database signed a token does not matter: nobody may ask it at a request's end,
 * and another one's opens something, too.
 */
public final class StraySecrets {
  /** Shorter ones, of local models, are words that stand in any text. */
  private static final int SHORTEST_KEY = 16;

  private StraySecrets() {}

  /**
   * The rules that black out what is there; empty for nearly every exchange, so that nothing more
   * than a look is spent on it.
   *
   * @param keys the request went with
   */
  static Rules in(Exchange exchange, List<Secret> keys) {
    List<Rules.Rule> rules = new ArrayList<>();
    if (anyHolds(exchange, StrayTokens.START, text -> StrayTokens.TOKEN.matcher(text).find())) {
      rules.add(new Rules.Rule("tokens", StrayTokens.TOKEN, SecretMembers.REPLACEMENT));
    }
    for (String key : texts(keys)) {
      if (anyHolds(exchange, key, _ -> true)) {
        rules.add(
            new Rules.Rule("key", Pattern.compile(Pattern.quote(key)), SecretMembers.REPLACEMENT));
      }
    }
    return new Rules(rules);
  }

  /** The text as it may be stored. */
  public static @Nullable String blackOut(@Nullable String text, List<Secret> keys) {
    if (text == null) {
      return null;
    }
    String safe =
        text.contains(StrayTokens.START)
            ? StrayTokens.TOKEN.matcher(text).replaceAll(SecretMembers.REPLACEMENT)
            : text;
    for (String key : texts(keys)) {
      safe = safe.replace(key, SecretMembers.REPLACEMENT);
    }
    return safe;
  }

  private static List<String> texts(List<Secret> keys) {
    return keys.stream().map(Secret::reveal).filter(key -> key.length() >= SHORTEST_KEY).toList();
  }

  private static boolean anyHolds(Exchange exchange, String start, Predicate<CharSequence> check) {
    byte[] needle = start.getBytes(US_ASCII);
    return Stream.of(exchange.requestBody(), exchange.responseBody())
            .anyMatch(body -> holds(body, needle) && check.test(new Octets(body)))
        || Stream.of(exchange.requestHeaders(), exchange.responseHeaders())
            .anyMatch(text -> text.contains(start) && check.test(text))
        || Stream.of(exchange.promptText(), exchange.answerText())
            .anyMatch(text -> text != null && text.contains(start) && check.test(text));
  }

  private static boolean holds(byte[] body, byte[] needle) {
    int last = body.length - needle.length;
    for (int at = 0; at <= last; at++) {
      if (body[at] == needle[0]
          && Arrays.equals(body, at, at + needle.length, needle, 0, needle.length)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes as characters, without a copy. */
  @SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
  private record Octets(byte[] bytes, int from, int to) implements CharSequence {
    Octets(byte[] bytes) {
      this(bytes, 0, bytes.length);
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      return (char) (bytes[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Octets(bytes, from + start, from + end);
    }

    @Override
    public String toString() {
      return new String(bytes, from, length(), ISO_8859_1);
    }
  }
}
