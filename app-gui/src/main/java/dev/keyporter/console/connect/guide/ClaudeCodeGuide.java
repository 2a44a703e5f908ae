package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import java.util.List;

/**
 * Claude Code. ANTHROPIC_AUTH_TOKEN goes as a bearer token, and needs no account; a header of one's
 * own stands in ANTHROPIC_CUSTOM_HEADERS, a line each.
 *
 * <p>The variables: https://code.claude.com/docs/en/llm-gateway-protocol and
 * https://code.claude.com/docs/en/settings (read 2026-11-29), tried with version 2.1.197.
 */
final class ClaudeCodeGuide {
  private ClaudeCodeGuide() {}

  static ToolGuide of(Target target) {
    String variables =
        target.variable("ANTHROPIC_BASE_URL", target.anthropicUrl())
            + "\n"
            + target.variable("ANTHROPIC_AUTH_TOKEN", target.token())
            + "\n"
            + target.variable("ANTHROPIC_MODEL", target.anthropicModel())
            + "\n";
    if (target.user() != null) {
      variables +=
          target.variable("ANTHROPIC_CUSTOM_HEADERS", Target.USER_HEADER + ": " + target.user())
              + "\n";
    }
    return new ToolGuide(
        List.of(
            Step.terminal(
                "step.install", target.os(), "npm install -g @anthropic-ai/claude-code\n"),
            Step.terminal("step.variables", target.os(), variables),
            Step.terminal("step.try", target.os(), "claude -p \"Say hello.\"\n")),
        List.of("note.anthropic.key", "note.claude.settings", "note.claude.session"));
  }
}
