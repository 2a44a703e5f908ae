package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.Quoted;
import java.util.List;

/**
 * Continue's extension for editors.
 *
 * <p>The members and the file's place: https://docs.continue.dev/reference and
 * https://docs.continue.dev/customize/model-providers/top-level/openai (read 2026-11-23).
 */
final class ContinueGuide {
  private ContinueGuide() {}

  static ToolGuide of(Target target) {
    String model =
        """
        name: Keyporter
        version: 1.0.0
        schema: v1
        models:
          - name: %s
            provider: openai
            model: %s
            apiBase: %s
            apiKey: %s
            roles: [chat, edit, apply]
        """
            .formatted(
                Quoted.text(target.model() + " (Keyporter)"),
                Quoted.text(target.model()),
                Quoted.text(target.baseUrl()),
                Quoted.text(target.token()));
    String headers =
        target.user() == null
            ? ""
            : """
                requestOptions:
                  headers:
                    %s: %s
            """
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
    return new ToolGuide(
        List.of(
            Step.file(
                "step.continue",
                target.os().inHome(".continue/config.yaml"),
                Syntax.YAML,
                model + headers)),
        List.of("note.continue.models", "note.continue.api"));
  }
}
