package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.Quoted;
import dev.keyporter.console.snippets.SnippetLanguage;
import java.util.List;

/** Plain HTTP from a terminal: curl, and on Windows what PowerShell has for it. */
final class CurlGuide {
  private CurlGuide() {}

  static ToolGuide of(Target target) {
    String command =
        target.os() == Os.WINDOWS ? powerShell(target) : SnippetLanguage.CURL.write(target.call());
    return new ToolGuide(
        List.of(Step.terminal("step.curl", target.os(), command)), List.of("note.curl.history"));
  }

  private static String powerShell(Target target) {
    String user =
        target.user() == null
            ? ""
            : "; '%s' = %s".formatted(Target.USER_HEADER, Quoted.powerShell(target.user()));
    return """
    Invoke-RestMethod -Method Post `
      -Uri %s `
      -Headers @{ Authorization = %s%s } `
      -ContentType 'application/json' `
      -Body %s
    """
        .formatted(
            Quoted.powerShell(target.baseUrl() + "/responses"),
            Quoted.powerShell("Bearer " + target.token()),
            user,
            Quoted.powerShell(target.call().json()));
  }
}
