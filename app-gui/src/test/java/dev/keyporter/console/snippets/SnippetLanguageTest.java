package dev.keyporter.console.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The programs' texts; that they run is for the module with the SDKs to show. */
class SnippetLanguageTest {
  private static final String TOKEN = "eyJ.t";
  private static final SnippetCall HELLO = hello(TOKEN);

  private static SnippetCall hello(@Nullable String token) {
    return SnippetCall.hello("http://127.0.0.1:8000/v1", token, "o'hara", "gpt-4o-mini");
  }

  private static String write(SnippetLanguage language, Map<String, @Nullable Object> body) {
    return language.write(new SnippetCall("http://h/v1", TOKEN, "alice", body));
  }

  @Test
  void curlQuotesForTheShell() {
    assertEquals(
        """
        curl http://127.0.0.1:8000/v1/responses \\
          -H 'Authorization: Bearer eyJ.t' \\
          -H 'X-User-ID: o'\\''hara' \\
          -H 'Content-Type: application/json' \\
          -d '{"model": "gpt-4o-mini", "input": "Say hello."}'
        """,
        SnippetLanguage.CURL.write(HELLO));
  }

  @Test
  void whatIsLongHasALineForEachMember() {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("model", "gpt-4o-mini");
    body.put("tools", List.of(Map.of("type", "web_search"), Map.of("type", "x".repeat(60))));
    assertTrue(
        write(SnippetLanguage.CURL, body)
            .endsWith(
                """
                  -d '{
                  "model": "gpt-4o-mini",
                  "tools": [
                    {"type": "web_search"},
                    {"type": "%s"}
                  ]
                }'
                """
                    .formatted("x".repeat(60))));
    assertTrue(
        write(SnippetLanguage.PYTHON, body).contains("    tools=[\n        {\"type\": \"web_"));
  }

  @Test
  void pythonWritesItsOwnWordsAndSetsApartWhatItsSdkDoesNotTake() {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("store", true);
    body.put("seed", 7L);
    body.put("user", null);
    String text = write(SnippetLanguage.PYTHON, body);
    assertTrue(text.contains("default_headers={\"X-User-ID\": \"alice\"}"), text);
    assertTrue(text.contains("    store=True,\n    user=None,\n"), text);
    assertTrue(text.contains("    extra_body={\"seed\": 7},\n"), text);
  }

  @Test
  void javaPassesOnWhatItsBuilderDoesNotTake() {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("max_output_tokens", 100L);
    body.put("store", "no");
    body.put("reasoning", Map.of("effort", "low"));
    String text = write(SnippetLanguage.JAVA, body);
    assertTrue(text.contains(".maxOutputTokens(100L)"), text);
    assertTrue(
        text.contains(".putAdditionalBodyProperty(\"store\", JsonValue.from(\"no\"))"), text);
    assertTrue(text.contains("{\"effort\": \"low\"}\"\"\"))"), text);
  }

  @Test
  void theTokenStandsInItOnlyWhereWanted() {
    for (SnippetLanguage language : SnippetLanguage.values()) {
      String whole = language.write(HELLO);
      assertTrue(whole.contains(TOKEN), whole);
      assertFalse(whole.contains(SnippetCall.VARIABLE), whole);
      String open = language.write(hello(null));
      assertTrue(open.contains(SnippetCall.VARIABLE), open);
      assertFalse(open.contains("null"), open);
    }
    assertFalse(HELLO.toString().contains(TOKEN));
  }
}
