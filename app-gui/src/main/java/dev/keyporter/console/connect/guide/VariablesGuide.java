package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import java.util.List;

/**
 * The variables that OpenAI's SDKs and most of what is built with them read. OPENAI_API_BASE is the
 * older name of the first; OPENAI_CUSTOM_HEADERS is read by current SDKs, a header to a line.
 */
final class VariablesGuide {
  private VariablesGuide() {}

  static ToolGuide of(Target target) {
    String variables =
        target.variable("OPENAI_BASE_URL", target.baseUrl())
            + "\n"
            + target.variable("OPENAI_API_BASE", target.baseUrl())
            + "\n"
            + target.variable("OPENAI_API_KEY", target.token())
            + "\n";
    if (target.user() != null) {
      variables +=
          target.variable("OPENAI_CUSTOM_HEADERS", Target.USER_HEADER + ": " + target.user())
              + "\n";
    }
    return new ToolGuide(
        List.of(
            Step.terminal("step.variables", target.os(), variables),
            Step.terminal("step.check", target.os(), check(target))),
        List.of("note.profile", "note.any.fields", "note.any.header"));
  }

  private static String check(Target target) {
    if (target.os() == Os.WINDOWS) {
      return "Invoke-RestMethod \"$env:OPENAI_BASE_URL/models\" "
          + "-Headers @{ Authorization = \"Bearer $env:OPENAI_API_KEY\" }\n";
    }
    String user = target.user() == null ? "" : " \\\n  -H \"$OPENAI_CUSTOM_HEADERS\"";
    return "curl \"$OPENAI_BASE_URL/models\" \\\n  -H \"Authorization: Bearer $OPENAI_API_KEY\""
        + user
        + "\n";
  }
}
