package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.requests.Completions.Completed;
import dev.keyporter.console.requests.Completions.Suggestion;
import dev.keyporter.model.traffic.FilterKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionsTest {
  private static final Completions.Known NAMES =
      (key, typed, _) -> key == FilterKey.USER ? List.of("alice@example.com", "Al Ice") : List.of();

  @Test
  void keyIsCompletedWithItsMeaning() {
    Completions completions = at("sta");

    Suggestion status = completions.suggestions().getFirst();
    assertEquals("status:", status.text());
    assertFalse(status.hint().isEmpty());
    assertEquals(new Completed("status:", 7), completions.take("sta", status));
  }

  @Test
  void valueIsTakenFromTheRecordAndTheNextKeyMayFollow() {
    Completions completions = at("status:failed user:al");

    assertEquals(
        new Completed("status:failed user:alice@example.com ", 37),
        completions.take("status:failed user:al", completions.suggestions().getFirst()));
  }

  @Test
  void valueWithASpaceIsQuoted() {
    Completions completions = at("user:al");

    assertEquals(
        "user:\"Al Ice\" ", completions.take("user:al", completions.suggestions().get(1)).text());
  }

  @Test
  void whatIsThereAlreadyIsNotSuggested() {
    assertEquals(List.of(), at("status:failed").suggestions());
  }

  @Test
  void timesAndNumbersHaveExamples() {
    assertTrue(texts("since:t").contains("today"));
    assertTrue(texts("cost:>").contains(">0.01"));
    assertTrue(texts("duration:").contains(">5s"));
  }

  private static List<String> texts(String text) {
    return at(text).suggestions().stream().map(Suggestion::text).toList();
  }

  private static Completions at(String text) {
    return Completions.at(text, text.length(), NAMES);
  }
}
