package dev.keyporter.console.connect.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.connect.guide.ToolGuide.Step;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ToolTest {
  private static final String BASE_URL = "http://127.0.0.1:8123/v1";
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.signature";

  private static Target target(String user, Os os) {
    return new Target(BASE_URL, TOKEN, user.isEmpty() ? null : user, "gpt-4.1-mini", os);
  }

  private static String address(Tool tool) {
    return switch (tool) {
      case ANTHROPIC, CLAUDE_CODE -> "http://127.0.0.1:8123/anthropic";
      default -> BASE_URL;
    };
  }

  private static String all(Tool tool, String user, Os os) {
    return tool.guide(target(user, os)).orElseThrow().steps().stream()
        .map(Step::text)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CURSOR")
  void textsHoldAddressAndTokenOnEverySystem(Tool tool) {
    for (Os os : Os.values()) {
      String text = all(tool, "", os);
      assertTrue(text.contains(address(tool)), text);
      assertTrue(text.contains(TOKEN), text);
      assertFalse(text.contains("X-User-ID"), text);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CURSOR", "AIDER"})
  void aTokenOfNobodyGoesWithTheHeaderThatSaysWhoCalls(Tool tool) {
    for (Os os : Os.values()) {
      String text = all(tool, "alice@example.com", os);
      assertTrue(text.contains("X-User-ID"), text);
      assertTrue(text.contains("alice@example.com"), text);
    }
  }

  @Test
  void oneToolCannotWorkAndOneSendsNoHeaders() {
    List<Tool> unfit = List.of(Tool.values()).stream().filter(tool -> !tool.works()).toList();
    assertEquals(List.of(Tool.CURSOR), unfit);
    assertFalse(Tool.AIDER.sendsHeaders());
    assertFalse(all(Tool.AIDER, "alice", Os.LINUX).contains("alice"));
  }

  @Test
  void anthropicsToolsAreGivenAModelOfAnthropics() {
    assertTrue(all(Tool.CLAUDE_CODE, "", Os.LINUX).contains("'claude-sonnet-5'"));
    Target chosen = new Target(BASE_URL, TOKEN, null, "claude-opus-5-5", Os.LINUX);
    String variables = Tool.CLAUDE_CODE.guide(chosen).orElseThrow().steps().get(1).text();
    assertTrue(variables.contains("ANTHROPIC_MODEL='claude-opus-5-5'"), variables);
  }

  @Test
  void quotesWhatWouldEndAText() {
    String python = all(Tool.LANGCHAIN, "a\"b\\c", Os.LINUX);
    assertTrue(python.contains("\"a\\\"b\\\\c\""), python);
    String shell = all(Tool.ANY, "o'hara", Os.LINUX);
    assertTrue(shell.contains("'X-User-ID: o'\\''hara'"), shell);
    String powerShell = all(Tool.ANY, "o'hara", Os.WINDOWS);
    assertTrue(powerShell.contains("'X-User-ID: o''hara'"), powerShell);
  }

  @Test
  void printsNoToken() {
    Target target = target("alice", Os.LINUX);
    ToolGuide guide = Tool.CODEX.guide(target).orElseThrow();
    assertFalse((target + " " + guide).contains(TOKEN));
  }

  @ParameterizedTest
  @EnumSource
  void everyTextHasItsWordsInBothLanguages(Tool tool) {
    for (Locale locale : List.of(Locale.ROOT, Locale.GERMAN)) {
      var texts =
          ResourceBundle.getBundle(
              "dev.keyporter.console.connect.texts",
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      assertEquals(locale, texts.getLocale());
      texts.getString("tool." + tool.key());
      texts.getString("detail." + tool.key());
      tool.guide(target("", Os.LINUX))
          .ifPresentOrElse(
              guide -> {
                guide.steps().forEach(step -> texts.getString(step.title()));
                guide.notes().forEach(texts::getString);
              },
              () -> {
                texts.getString("reason." + tool.key());
                texts.getString("instead." + tool.key());
              });
    }
  }
}
