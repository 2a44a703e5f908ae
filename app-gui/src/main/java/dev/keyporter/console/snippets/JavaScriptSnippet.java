package dev.keyporter.console.snippets;

/** The request with OpenAI's SDK for JavaScript. */
final class JavaScriptSnippet {
  private JavaScriptSnippet() {}

  static String of(SnippetCall call) {
    var text =
        new StringBuilder(
            "// npm install openai; save as hello.mjs\nimport OpenAI from \"openai\";\n\n"
                + "const client = new OpenAI({\n");
    member(text, "baseURL", Literals.text(call.baseUrl()));
    member(text, "apiKey", Literals.text(call.token()));
    if (call.user() != null) {
      member(text, "defaultHeaders", "{ \"X-User-ID\": " + Literals.text(call.user()) + " }");
    }
    text.append("});\nconst response = await client.responses.create({\n");
    call.body().forEach((name, value) -> member(text, name, Literals.JSON.of(value)));
    return text.append("});\nconsole.log(response.output_text);\n").toString();
  }

  private static void member(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(": ").append(value).append(",\n");
  }
}
