package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import java.util.List;

/**
 * aider, which knows two variables and a prefix to the model's name, and no header.
 *
 * <p>Source: https://aider.chat/docs/llms/openai-compat.html (read 2026-11-23).
 */
final class AiderGuide {
  private AiderGuide() {}

  static ToolGuide of(Target target) {
    return new ToolGuide(
        List.of(
            Step.terminal(
                "step.variables",
                target.os(),
                target.variable("OPENAI_API_BASE", target.baseUrl())
                    + "\n"
                    + target.variable("OPENAI_API_KEY", target.token())
                    + "\n"),
            Step.terminal(
                "step.start", target.os(), "aider --model openai/" + target.model() + "\n")),
        List.of("note.profile", "note.aider.header", "note.aider.warning"));
  }
}
