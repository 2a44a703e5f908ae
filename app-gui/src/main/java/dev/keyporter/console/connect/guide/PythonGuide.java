package dev.keyporter.console.connect.guide;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.console.snippets.SnippetLanguage;
import java.util.List;

/**
 * OpenAI's SDK for Python. It would read OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_CUSTOM_HEADERS,
 * too: its {@code _client.py}, package openai 3.22.1 on PyPI.
 */
final class PythonGuide {
  private PythonGuide() {}

  static ToolGuide of(Target target) {
    return new ToolGuide(
        List.of(
            Step.terminal("step.install", target.os(), "pip install openai\n"),
            Step.file(
                "step.program",
                "hello.py",
                Syntax.PYTHON,
                SnippetLanguage.PYTHON.write(target.call())),
            Step.terminal("step.run", target.os(), "python hello.py\n")),
        List.of("note.variables", "note.retries"));
  }
}
