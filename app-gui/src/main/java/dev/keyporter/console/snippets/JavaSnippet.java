package dev.keyporter.console.snippets;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request with OpenAI's SDK for Java, as a program in one file. */
final class JavaSnippet {
  /** Members that the SDK's builder has methods for, and what these take. */
  private static final Map<String, Method> METHODS =
      Map.of(
          "model", new Method("model", String.class),
          "input", new Method("input", String.class),
          "instructions", new Method("instructions", String.class),
          "temperature", new Method("temperature", Number.class),
          "top_p", new Method("topP", Number.class),
          "max_output_tokens", new Method("maxOutputTokens", Long.class),
          "previous_response_id", new Method("previousResponseId", String.class),
          "store", new Method("store", Boolean.class));

  private static final String STEP = "          ";

  private static final String ANSWER =
      """
        client.responses().create(question).output().stream()
            .flatMap(item -> item.message().stream())
            .flatMap(message -> message.content().stream())
            .flatMap(part -> part.outputText().stream())
            .forEach(answer -> IO.println(answer.text()));
      """;

  private static final String STREAM =
      """
        try (var events = client.responses().createStreaming(question)) {
          events.stream()
              .flatMap(event -> event.outputTextDelta().stream())
              .forEach(piece -> IO.print(piece.delta()));
        }
        IO.println();
      """;

  private static final String JSON =
      """

      JsonValue json(String text) throws Exception {
        return ObjectMappers.jsonMapper().readValue(text, JsonValue.class);
      }
      """;

  private record Method(String name, Class<?> taken) {}

  private JavaSnippet() {}

  static String of(SnippetCall call) {
    boolean needsJson = call.body().values().stream().anyMatch(JavaSnippet::isJson);
    var text = new StringBuilder("// Maven: com.openai:openai-java\n");
    text.append("import com.openai.client.okhttp.OpenAIOkHttpClient;\n");
    if (!call.body().entrySet().stream()
        .allMatch(it -> isKnown(call, it.getKey(), it.getValue()))) {
      text.append("import com.openai.core.JsonValue;\n");
    }
    text.append(needsJson ? "import com.openai.core.ObjectMappers;\n" : "");
    text.append("import com.openai.models.responses.ResponseCreateParams;\n\nvoid main() ");
    text.append(needsJson ? "throws Exception " : "").append("{\n  var client =\n");
    client(text, call);
    text.append("  var question =\n      ResponseCreateParams.builder()\n");
    call.body().forEach((name, value) -> member(text, call, name, value));
    text.append(STEP).append(".build();\n").append(call.isStreamed() ? STREAM : ANSWER);
    return text.append("  client.close();\n}\n").append(needsJson ? JSON : "").toString();
  }

  private static void client(StringBuilder text, SnippetCall call) {
    String token = call.token();
    text.append("      OpenAIOkHttpClient.builder()\n");
    step(text, "baseUrl", Literals.text(call.baseUrl()));
    step(
        text,
        "apiKey",
        token == null ? "System.getenv(\"" + SnippetCall.VARIABLE + "\")" : Literals.text(token));
    if (call.user() != null) {
      step(text, "putHeader", "\"X-User-ID\", " + Literals.text(call.user()));
    }
    text.append(STEP).append(".build();\n");
  }

  /**
   * Whether the SDK has a method for it; {@code createStreaming} says by itself that it streams.
   */
  private static boolean isKnown(SnippetCall call, String name, @Nullable Object value) {
    Method method = METHODS.get(name);
    return method == null
        ? name.equals("stream") && call.isStreamed()
        : method.taken().isInstance(value);
  }

  /** What no literal of Java can say. */
  private static boolean isJson(@Nullable Object value) {
    return value instanceof List || value instanceof Map || value instanceof BigInteger;
  }

  private static void member(
      StringBuilder text, SnippetCall call, String name, @Nullable Object value) {
    Method method = METHODS.get(name);
    if (!isKnown(call, name, value)) {
      step(text, "putAdditionalBodyProperty", Literals.text(name) + ", " + json(value));
    } else if (method != null) {
      step(text, method.name(), literal(value));
    }
  }

  private static String json(@Nullable Object value) {
    if (!isJson(value)) {
      return "JsonValue.from(" + literal(value) + ")";
    }
    // In a text block JSON stands as it is but for its backslashes; it never has three quotes.
    String indent = STEP + " ".repeat(8);
    String block = Literals.JSON.of(value, indent).replace("\\", "\\\\");
    return "json(\n" + indent + "\"\"\"\n" + indent + block + "\"\"\")";
  }

  private static String literal(@Nullable Object value) {
    return value instanceof Long number ? number + "L" : Literals.JSON.of(value);
  }

  private static void step(StringBuilder text, String method, String arguments) {
    text.append(STEP).append('.').append(method).append('(').append(arguments).append(")\n");
  }
}
