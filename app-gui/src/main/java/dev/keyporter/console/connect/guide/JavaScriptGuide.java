package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.SnippetLanguage;
import java.util.List;

/**
 * OpenAI's SDK for JavaScript. It would read OPENAI_BASE_URL, OPENAI_API_KEY and
 * OPENAI_CUSTOM_HEADERS, too: its {@code client.js}, package openai 7.57.0 on npm.
 */
final class JavaScriptGuide {
  private JavaScriptGuide() {}

  static ToolGuide of(Target target) {
    return new ToolGuide(
        List.of(
            Step.terminal("step.install", target.os(), "npm install openai\n"),
            Step.file(
                "step.program",
                "hello.mjs",
                Syntax.JAVASCRIPT,
                SnippetLanguage.JAVASCRIPT.write(target.call())),
            Step.terminal("step.run", target.os(), "node hello.mjs\n")),
        List.of("note.variables", "note.retries"));
  }
}
