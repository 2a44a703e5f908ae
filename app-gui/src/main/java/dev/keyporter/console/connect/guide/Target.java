package dev.keyporter.console.connect.guide;

import dev.keyporter.console.snippets.Quoted;
import dev.keyporter.console.snippets.SnippetCall;
import org.jspecify.annotations.Nullable;

/**
 * What a tool is pointed at. Prints nothing of the token.
 *
 * @param baseUrl of the proxy, without a slash at its end
 * @param user what {@code X-User-ID} is to say; null where the token says it
 * @param os what the tool runs on
 */
public record Target(String baseUrl, String token, @Nullable String user, String model, Os os) {
  /** The header that says who calls, where the token does not. */
  static final String USER_HEADER = "X-User-ID";

  /** A first question, for the languages' snippets. */
  SnippetCall call() {
    return SnippetCall.hello(baseUrl, token, user, model);
  }

  /** The base URL for what speaks Anthropic's API: its clients add the version themselves. */
  String anthropicUrl() {
    return baseUrl.replaceFirst("/v1$", "") + "/anthropic";
  }

  /** The model, where it is one of Anthropic's; else one that Anthropic has. */
  String anthropicModel() {
    return model.startsWith("claude-") ? model : "claude-sonnet-5";
  }

  /** Sets a variable for the shell that is open. */
  String variable(String name, String value) {
    return os == Os.WINDOWS
        ? "$env:" + name + " = " + Quoted.powerShell(value)
        : "export " + name + "=" + Quoted.posix(value);
  }

  @Override
  public String toString() {
    return "Target[" + baseUrl + ", " + model + ", " + os + "]";
  }
}
