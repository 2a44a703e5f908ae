package dev.keyporter.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.connect.Highlighter.Kind;
import dev.keyporter.console.connect.Highlighter.Span;
import dev.keyporter.console.connect.guide.Os;
import dev.keyporter.console.connect.guide.Syntax;
import dev.keyporter.console.connect.guide.Target;
import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.connect.guide.ToolGuide.Step;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class HighlighterTest {
  @Test
  void tellsKeysFromTexts() {
    assertEquals(
        List.of(
            new Span(Kind.KEY, "base_url"),
            new Span(Kind.PLAIN, " = "),
            new Span(Kind.STRING, "\"http://127.0.0.1:8000/v1\""),
            new Span(Kind.PLAIN, " "),
            new Span(Kind.COMMENT, "# here")),
        Highlighter.spans(Syntax.TOML, "base_url = \"http://127.0.0.1:8000/v1\" # here"));
  }

  @Test
  void tellsNamesOfMembersFromTheirValues() {
    assertEquals(
        List.of(
            new Span(Kind.KEY, "\"id\""),
            new Span(Kind.PLAIN, ": "),
            new Span(Kind.STRING, "\"a \\\" b\"")),
        Highlighter.spans(Syntax.JSON, "\"id\": \"a \\\" b\""));
  }

  @Test
  void readsATextOfAnyLength() {
    String text = '"' + "a".repeat(100_000) + '"';

    assertEquals(List.of(new Span(Kind.STRING, text)), Highlighter.spans(Syntax.TOML, text));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CURSOR")
  void losesAndAddsNothing(Tool tool) {
    for (Os os : Os.values()) {
      var target = new Target("http://127.0.0.1:8000/v1", "eyJ-token", "alice", "gpt-4o-mini", os);
      for (Step step : tool.guide(target).orElseThrow().steps()) {
        assertEquals(
            step.text(),
            Highlighter.spans(step.syntax(), step.text()).stream()
                .map(Span::text)
                .collect(Collectors.joining()));
      }
    }
  }
}
