package dev.keyporter.console.snippets;

/** The request with OpenAI's SDK for JavaScript. */
final class JavaScriptSnippet {
  private static final String INDENT = "  ";

  private JavaScriptSnippet() {}

  static String of(SnippetCall call) {
    var text =
        new StringBuilder(
            "// npm install openai; save as hello.mjs\nimport OpenAI from \"openai\";\n\n"
                + "const client = new OpenAI({\n");
    String token = call.token();
    member(text, "baseURL", Literals.text(call.baseUrl()));
    member(
        text, "apiKey", token == null ? "process.env." + SnippetCall.VARIABLE : Quoted.text(token));
    if (call.user() != null) {
      member(text, "defaultHeaders", "{ \"X-User-ID\": " + Literals.text(call.user()) + " }");
    }
    text.append("});\nconst ").append(call.isStreamed() ? "events" : "response");
    text.append(" = await client.responses.create({\n");
    call.body().forEach((name, value) -> member(text, name, Literals.JSON.of(value, INDENT)));
    text.append("});\n");
    return text.append(
            call.isStreamed()
                ? """
                for await (const event of events) {
                  if (event.type === "response.output_text.delta") {
                    process.stdout.write(event.delta);
                  }
                }
                console.log();
                """
                : "console.log(response.output_text);\n")
        .toString();
  }

  private static void member(StringBuilder text, String name, String value) {
    String written = name.matches("[A-Za-z_]\\w*") ? name : Literals.text(name);
    text.append(INDENT).append(written).append(": ").append(value).append(",\n");
  }
}
