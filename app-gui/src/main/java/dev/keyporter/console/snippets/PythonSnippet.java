package dev.keyporter.console.snippets;

/** The request with OpenAI's SDK for Python. */
final class PythonSnippet {
  private PythonSnippet() {}

  static String of(SnippetCall call) {
    var text =
        new StringBuilder("# pip install openai\nfrom openai import OpenAI\n\nclient = OpenAI(\n");
    argument(text, "base_url", Literals.text(call.baseUrl()));
    argument(text, "api_key", Literals.text(call.token()));
    if (call.user() != null) {
      argument(text, "default_headers", "{\"X-User-ID\": " + Literals.text(call.user()) + "}");
    }
    text.append(")\nresponse = client.responses.create(\n");
    call.body().forEach((name, value) -> argument(text, name, Literals.PYTHON.of(value)));
    return text.append(")\nprint(response.output_text)\n").toString();
  }

  private static void argument(StringBuilder text, String name, String value) {
    text.append("    ").append(name).append('=').append(value).append(",\n");
  }
}
