package dev.keyporter.console.snippets;

import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request with OpenAI's SDK for Python. */
final class PythonSnippet {
  private static final String INDENT = "    ";

  /** What the SDK takes by name; it takes the rest within {@code extra_body}. */
  private static final Set<String> NAMES =
      Set.of(
          "background",
          "conversation",
          "include",
          "input",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "model",
          "parallel_tool_calls",
          "previous_response_id",
          "prompt",
          "prompt_cache_key",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "store",
          "stream",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "truncation",
          "user");

  private PythonSnippet() {}

  static String of(SnippetCall call) {
    String token = call.token();
    var text = new StringBuilder("# pip install openai\n");
    text.append(token == null ? "import os\n\n" : "");
    text.append("from openai import OpenAI\n\nclient = OpenAI(\n");
    argument(text, "base_url", Literals.text(call.baseUrl()));
    argument(
        text,
        "api_key",
        token == null ? "os.environ[\"" + SnippetCall.VARIABLE + "\"]" : Literals.text(token));
    if (call.user() != null) {
      argument(text, "default_headers", "{\"X-User-ID\": " + Literals.text(call.user()) + "}");
    }
    text.append(")\n").append(call.isStreamed() ? "events" : "response");
    text.append(" = client.responses.create(\n");
    var more = new LinkedHashMap<String, @Nullable Object>();
    call.body()
        .forEach(
            (name, value) -> {
              if (NAMES.contains(name)) {
                argument(text, name, Literals.PYTHON.of(value, INDENT));
              } else {
                more.put(name, value);
              }
            });
    if (!more.isEmpty()) {
      argument(text, "extra_body", Literals.PYTHON.of(more, INDENT));
    }
    text.append(")\n");
    return text.append(
            call.isStreamed()
                ? """
                for event in events:
                    if event.type == "response.output_text.delta":
                        print(event.delta, end="", flush=True)
                print()
                """
                : "print(response.output_text)\n")
        .toString();
  }

  private static void argument(StringBuilder text, String name, String value) {
    text.append(INDENT).append(name).append('=').append(value).append(",\n");
  }
}
