package dev.keyporter.console.snippets;

/** What a request can be written in. */
public enum SnippetLanguage {
  CURL("curl"),
  PYTHON("Python"),
  JAVASCRIPT("JavaScript"),
  JAVA("Java"),
  /** The two variables that OpenAI's SDKs and most tools read; for a POSIX shell. */
  SHELL("Shell"),
  /** The same for PowerShell. */
  POWERSHELL("PowerShell");

  private final String title;

  SnippetLanguage(String title) {
    this.title = title;
  }

  /** Its name, the same in all languages of the console. */
  public String title() {
    return title;
  }

  /** The program's text, complete; ends with a line break. */
  public String write(SnippetCall call) {
    return switch (this) {
      case CURL -> CurlSnippet.of(call);
      case PYTHON -> PythonSnippet.of(call);
      case JAVASCRIPT -> JavaScriptSnippet.of(call);
      case JAVA -> JavaSnippet.of(call);
      case SHELL ->
          "export OPENAI_BASE_URL="
              + Quoted.posix(call.baseUrl())
              + "\nexport OPENAI_API_KEY="
              + Quoted.posix(call.token())
              + "\n";
      case POWERSHELL ->
          "$env:OPENAI_BASE_URL = "
              + Quoted.powerShell(call.baseUrl())
              + "\n$env:OPENAI_API_KEY = "
              + Quoted.powerShell(call.token())
              + "\n";
    };
  }
}
