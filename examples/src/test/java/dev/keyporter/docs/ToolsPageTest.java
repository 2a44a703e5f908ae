package dev.keyporter.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.connect.guide.Os;
import dev.keyporter.console.connect.guide.Target;
import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.connect.guide.ToolGuide.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsPageTest {
  @ParameterizedTest(name = "{0}, step {1}")
  @CsvSource({
    "ANY, 1",
    "ANTHROPIC, 1",
    "ANTHROPIC, 2",
    "ANTHROPIC, 3",
    "ANTHROPIC, 4",
    "CLAUDE_CODE, 1",
    "CLAUDE_CODE, 2",
    "CLAUDE_CODE, 3",
    "CODEX, 2",
    "CODEX, 3",
    "CODEX, 4",
    "VS_CODE, 3",
    "CONTINUE, 1",
    "AIDER, 1",
    "AIDER, 2",
    "LANGCHAIN, 2",
    "VERCEL, 2"
  })
  void pageSaysWhatTheConsoleSays(Tool tool, int number) throws IOException {
    var target =
        new Target("http://127.0.0.1:8000/v1", "YOUR_TOKEN", null, "gpt-4o-mini", Os.LINUX);
    Step step = tool.guide(target).orElseThrow().steps().get(number - 1);
    String page = Files.readString(Path.of("../docs/tools.md"));
    assertTrue(page.contains("\n" + step.text()), () -> "Not on the page:\n" + step.text());
  }
}
