package dev.keyporter.console.snippets;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request with OpenAI's SDK for Java. */
final class JavaSnippet {
  /** Members that the SDK's builder has methods for, with these names. */
  private static final Map<String, String> METHODS =
      Map.of(
          "model", "model",
          "input", "input",
          "instructions", "instructions",
          "temperature", "temperature",
          "top_p", "topP",
          "max_output_tokens", "maxOutputTokens",
          "previous_response_id", "previousResponseId",
          "store", "store");

  private JavaSnippet() {}

  static String of(SnippetCall call) {
    var text =
        new StringBuilder(
            """
            // Maven: com.openai:openai-java
            import com.openai.client.okhttp.OpenAIOkHttpClient;
            import com.openai.models.responses.ResponseCreateParams;

            void main() {
              var client =
                  OpenAIOkHttpClient.builder()
            """);
    step(text, "baseUrl", Literals.text(call.baseUrl()));
    step(text, "apiKey", Literals.text(call.token()));
    if (call.user() != null) {
      step(text, "putHeader", "\"X-User-ID\", " + Literals.text(call.user()));
    }
    text.append("          .build();\n  var question =\n      ResponseCreateParams.builder()\n");
    call.body().forEach((name, value) -> member(text, name, value));
    return text.append(
            """
                      .build();
              client.responses().create(question).output().stream()
                  .flatMap(item -> item.message().stream())
                  .flatMap(message -> message.content().stream())
                  .flatMap(part -> part.outputText().stream())
                  .forEach(answer -> IO.println(answer.text()));
              client.close();
            }
            """)
        .toString();
  }

  private static void member(StringBuilder text, String name, @Nullable Object value) {
    String method = METHODS.get(name);
    if (method != null) {
      step(text, method, literal(value));
    } else {
      step(
          text,
          "putAdditionalBodyProperty",
          Literals.text(name) + ", com.openai.core.JsonValue.from(" + tree(value) + ")");
    }
  }

  private static String literal(@Nullable Object value) {
    return value instanceof Long number ? number + "L" : Literals.JSON.of(value);
  }

  /** Lists and maps as the JDK makes them. */
  private static String tree(@Nullable Object value) {
    return switch (value) {
      case Iterable<?> items -> {
        var text = new StringBuilder("java.util.List.of(");
        for (Object item : items) {
          text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(tree(item));
        }
        yield text.append(')').toString();
      }
      case Map<?, ?> map -> {
        var text = new StringBuilder("java.util.Map.of(");
        map.forEach(
            (name, member) ->
                text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
                    .append(Literals.text(name.toString()))
                    .append(", ")
                    .append(tree(member)));
        yield text.append(')').toString();
      }
      case null, default -> literal(value);
    };
  }

  private static void step(StringBuilder text, String method, String arguments) {
    text.append("          .").append(method).append('(').append(arguments).append(")\n");
  }
}
