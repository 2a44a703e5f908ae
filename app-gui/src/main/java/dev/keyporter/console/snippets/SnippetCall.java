package dev.keyporter.console.snippets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /responses} to be written as a program. Prints nothing of the token.
 *
 * @param baseUrl of the proxy, without a slash at its end
 * @param user what {@code X-User-ID} is to say; null where the token says it
 * @param body the request's members in their order: texts, numbers, booleans, null, and lists and
 *     maps of these
 */
public record SnippetCall(
    String baseUrl, String token, @Nullable String user, Map<String, @Nullable Object> body) {
  /** A model that OpenAI and the demo provider both have. */
  public static final String MODEL = "gpt-4o-mini";

  public SnippetCall {
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /** One question to a model. */
  public static SnippetCall ask(
      String baseUrl, String token, @Nullable String user, String model, String prompt) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("model", model);
    body.put("input", prompt);
    return new SnippetCall(baseUrl, token, user, body);
  }

  @Override
  public String toString() {
    return "SnippetCall[" + baseUrl + "]";
  }
}
