package dev.keyporter.console.snippets;

/** The request for curl in a POSIX shell. */
final class CurlSnippet {
  private CurlSnippet() {}

  static String of(SnippetCall call) {
    var text = new StringBuilder("curl ").append(call.baseUrl()).append("/responses \\\n");
    header(text, "Authorization: Bearer " + call.token());
    if (call.user() != null) {
      header(text, "X-User-ID: " + call.user());
    }
    header(text, "Content-Type: application/json");
    return text.append("  -d ")
        .append(Quoted.posix(Literals.JSON.of(call.body())))
        .append('\n')
        .toString();
  }

  private static void header(StringBuilder text, String header) {
    text.append("  -H ").append(Quoted.posix(header)).append(" \\\n");
  }
}
