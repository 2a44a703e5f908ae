package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.Quoted;
import java.util.List;

/**
 * OpenAI's Codex CLI: a provider of its own, since the built-in one cannot be overridden, and in
 * the user's own file, since a project's is not asked for providers.
 *
 * <p>The keys: https://github.com/openai/codex/blob/main/docs/config.md and
 * https://developers.openai.com/codex/config-reference; since 2026 "responses" is the only value of
 * wire_api.
 */
final class CodexGuide {
  private static final String VARIABLE = "KEYPORTER_TOKEN";

  private CodexGuide() {}

  static ToolGuide of(Target target) {
    return new ToolGuide(
        List.of(
            Step.terminal("step.install", target.os(), "npm install -g @openai/codex\n"),
            Step.file(
                "step.codex",
                target.os().inHome(".codex/config.toml"),
                Syntax.TOML,
                configuration(target)),
            Step.terminal(
                "step.token", target.os(), target.variable(VARIABLE, target.token()) + "\n"),
            Step.terminal(
                "step.try", target.os(), "codex exec --skip-git-repo-check \"Say hello.\"\n")),
        List.of("note.profile", "note.codex.file", "note.codex.retries"));
  }

  private static String configuration(Target target) {
    String provider =
        """
        model = %s
        model_provider = "keyporter"

        [model_providers.keyporter]
        name = "Keyporter"
        base_url = %s
        env_key = "%s"
        wire_api = "responses"
        """
            .formatted(Quoted.text(target.model()), Quoted.text(target.baseUrl()), VARIABLE);
    return target.user() == null
        ? provider
        : provider
            + "http_headers = { \"%s\" = %s }\n"
                .formatted(Target.USER_HEADER, Quoted.text(target.user()));
  }
}
