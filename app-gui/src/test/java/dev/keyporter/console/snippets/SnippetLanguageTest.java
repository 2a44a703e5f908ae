package dev.keyporter.console.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnippetLanguageTest {
  private static final SnippetCall HELLO =
      SnippetCall.ask(
          "http://127.0.0.1:8000/v1", "eyJ.t", null, "gpt-4o-mini", "Say \"hi\", it's ü");

  @Test
  void curlQuotesForTheShell() {
    assertEquals(
        """
        curl http://127.0.0.1:8000/v1/responses \\
          -H 'Authorization: Bearer eyJ.t' \\
          -H 'Content-Type: application/json' \\
          -d '{"model": "gpt-4o-mini", "input": "Say \\"hi\\", it'\\''s ü"}'
        """,
        SnippetLanguage.CURL.write(HELLO));
  }

  @Test
  void pythonWritesItsOwnWords() {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("store", true);
    body.put("user", null);
    body.put("tools", List.of(Map.of("type", "web_search")));
    String text = SnippetLanguage.PYTHON.write(new SnippetCall("http://h/v1", "t", "alice", body));
    assertTrue(text.contains("default_headers={\"X-User-ID\": \"alice\"}"), text);
    assertTrue(text.contains("    store=True,\n    user=None,\n"), text);
    assertTrue(text.contains("tools=[{\"type\": \"web_search\"}]"), text);
  }

  @Test
  void javaPassesOnWhatItsBuilderDoesNotKnow() {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("max_output_tokens", 100L);
    body.put("seed", 7);
    String text = SnippetLanguage.JAVA.write(new SnippetCall("http://h/v1", "t", null, body));
    assertTrue(text.contains(".maxOutputTokens(100L)"), text);
    assertTrue(
        text.contains(".putAdditionalBodyProperty(\"seed\", com.openai.core.JsonValue.from(7))"),
        text);
  }

  @Test
  void theTokenIsInTheSnippetAndNowhereElse() {
    for (SnippetLanguage language : SnippetLanguage.values()) {
      assertTrue(language.write(HELLO).contains("eyJ.t"), language.title());
    }
    assertFalse(HELLO.toString().contains("eyJ.t"));
  }
}
