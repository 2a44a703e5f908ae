package dev.keyporter.console.snippets;

import dev.keyporter.model.access.ProviderKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request can be written in. */
public enum SnippetLanguage {
  CURL("curl", "bash"),
  PYTHON("Python", "python"),
  JAVASCRIPT("JavaScript", "javascript"),
  JAVA("Java", "java"),
  /** The two variables that OpenAI's SDKs and most tools read; for a POSIX shell. */
  SHELL("Shell", "bash"),
  /** The same for PowerShell. */
  POWERSHELL("PowerShell", "powershell");

  /** The languages of programs that send a request and print the answer. */
  public static final List<SnippetLanguage> PROGRAMS = List.of(CURL, PYTHON, JAVASCRIPT, JAVA);

  private final String title;
  private final String fence;

  SnippetLanguage(String title, String fence) {
    this.title = title;
    this.fence = fence;
  }

  /** Its name, the same in all languages of the console. */
  public String title() {
    return title;
  }

  /** As a fenced block of Markdown calls it. */
  public String fence() {
    return fence;
  }

  /** The program's text, complete; ends with a line break. */
  public String write(SnippetCall call) {
    return switch (this) {
      case CURL -> curl(call);
      case PYTHON -> PythonSnippet.of(call);
      case JAVASCRIPT -> JavaScriptSnippet.of(call);
      case JAVA -> JavaSnippet.of(call);
      case SHELL -> shell(call.baseUrl(), call.token());
      case POWERSHELL -> powerShell(call.baseUrl(), call.token());
    };
  }

  private static String curl(SnippetCall call) {
    return new CurlCommand(
            ProviderKind.OPENAI,
            null,
            call.baseUrl() + "/responses",
            call.isStreamed(),
            call.token(),
            call.user(),
            call.json())
        .text();
  }

  private static String shell(String baseUrl, @Nullable String token) {
    return "export OPENAI_BASE_URL="
        + Quoted.posix(baseUrl)
        + "\nexport OPENAI_API_KEY="
        + (token == null ? "\"$" + SnippetCall.VARIABLE + "\"" : Quoted.posix(token))
        + "\n";
  }

  private static String powerShell(String baseUrl, @Nullable String token) {
    return "$env:OPENAI_BASE_URL = "
        + Quoted.powerShell(baseUrl)
        + "\n$env:OPENAI_API_KEY = "
        + (token == null ? "$env:" + SnippetCall.VARIABLE : Quoted.powerShell(token))
        + "\n";
  }
}
