package dev.keyporter.console.snippets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /responses} to be written as a program. Prints nothing of the token.
 *
 * @param baseUrl of the proxy, without a slash at its end
 * @param token stands in the program; null for the variable {@value #VARIABLE}
 * @param user what {@code X-User-ID} is to say; null where the token says it
 * @param body the request's members in their order: texts, numbers, booleans, null, and lists and
 *     maps of these
 */
public record SnippetCall(
    String baseUrl,
    @Nullable String token,
    @Nullable String user,
    Map<String, @Nullable Object> body) {
  /** A model that OpenAI and the demo provider both have. */
  public static final String MODEL = "gpt-4o-mini";

  /** Where a program without the token's text expects it. */
  public static final String VARIABLE = "KEYPORTER_TOKEN";

  public SnippetCall {
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /** A first question to a model. */
  public static SnippetCall hello(
      String baseUrl, @Nullable String token, @Nullable String user, String model) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("model", model);
    body.put("input", "Say hello.");
    return new SnippetCall(baseUrl, token, user, body);
  }

  /** The body as JSON. */
  public String json() {
    return Literals.JSON.of(body);
  }

  /** Whether the answer is to come in pieces. */
  boolean isStreamed() {
    return Boolean.TRUE.equals(body.get("stream"));
  }

  @Override
  public String toString() {
    return "SnippetCall[" + baseUrl + "]";
  }
}
