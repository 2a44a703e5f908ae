package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.connect.guide.ToolGuide.Where;
import dev.keyporter.console.snippets.Quoted;
import java.util.List;

/**
 * VS Code's "Custom Endpoint" for chat. It keeps the token among its own secrets and opens the file
 * where the models are described. The sum of the two limits is the context window that nearly all
 * current models have at least.
 *
 * <p>The names of fields and members:
 * https://code.visualstudio.com/docs/agent-customization/language-models (read 2026-11-23).
 */
final class VsCodeGuide {
  private VsCodeGuide() {}

  static ToolGuide of(Target target) {
    return new ToolGuide(
        List.of(
            new Step(
                "step.vscode.add",
                new Where.Field("Command palette"),
                Syntax.PLAIN,
                "Chat: Manage Language Models\n"),
            new Step(
                "step.vscode.key", new Where.Field("API key"), Syntax.PLAIN, target.token() + "\n"),
            Step.file(
                "step.vscode.models", "chatLanguageModels.json", Syntax.JSON, models(target))),
        List.of("note.vscode.tools", "note.vscode.restart"));
  }

  private static String models(Target target) {
    String headers =
        target.user() == null
            ? ""
            : """
            ,
                "requestHeaders": { "%s": %s }\
            """
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    return """
    "models": [
      {
        "id": %s,
        "name": %s,
        "url": %s,
        "apiType": "responses",
        "toolCalling": true,
        "vision": true,
        "maxInputTokens": 111616,
        "maxOutputTokens": 16384%s
      }
    ]
    """
        .formatted(
            Quoted.text(target.model()),
            Quoted.text(target.model() + " (Keyporter)"),
            Quoted.text(target.baseUrl() + "/responses"),
            headers);
  }
}
