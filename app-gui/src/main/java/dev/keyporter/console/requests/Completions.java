package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.FilterCompletion;
import dev.keyporter.model.traffic.FilterKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What may be typed next.
 *
 * @param at the part that is being typed
 */
record Completions(FilterCompletion at, List<Suggestion> suggestions) {
  static final int MOST = 50;

  private static final String[] TIMES = {"15m", "1h", "24h", "7d", "30d", "today", "yesterday"};
  private static final String[] DURATIONS = {">1s", ">5s", ">30s", "<300ms"};

  /** Reads values that only the record knows; may block. */
  interface Known {
    List<String> values(FilterKey key, String typed, int limit);
  }

  /** A way to go on. */
  record Suggestion(String text, String hint) {}

  /**
   * All ways to go on at the caret; empty where there are none. Asks the record, so it may block.
   */
  static Completions at(String text, int caret, Known known) {
    return FilterCompletion.at(text, caret)
        .map(at -> new Completions(at, suggestions(at, known)))
        .orElseGet(() -> new Completions(new FilterCompletion(caret, caret, null, ""), List.of()));
  }

  private static List<Suggestion> suggestions(FilterCompletion at, Known known) {
    FilterKey key = at.key();
    if (key == null) {
      return at.suggestions().stream().map(label -> new Suggestion(label, hint(label))).toList();
    }
    return values(at, key, known)
        .filter(value -> !value.equals(at.typed()))
        .map(value -> new Suggestion(value, ""))
        .toList();
  }

  private static String hint(String label) {
    return FilterKey.of(label.substring(0, label.length() - 1))
        .map(FilterWords::meaning)
        .orElse("");
  }

  private static Stream<String> values(FilterCompletion at, FilterKey key, Known known) {
    String typed = at.typed().toLowerCase(Locale.ROOT);
    return switch (key.kind()) {
      case TEXT -> known.values(key, at.typed(), MOST).stream();
      case CHOICE -> at.suggestions().stream();
      case NUMBER -> Stream.concat(at.suggestions().stream(), examples(key, typed));
      case DURATION -> starting(typed, DURATIONS);
      case TIME -> starting(typed, TIMES);
      case ID -> Stream.empty();
    };
  }

  private static Stream<String> examples(FilterKey key, String typed) {
    return switch (key) {
      case COST -> starting(typed, ">0.01", ">0.1", ">1");
      case HTTP -> starting(typed, "2xx", "4xx", "5xx", "401", "429");
      case TOKENS, INPUT, OUTPUT -> starting(typed, ">1k", ">10k", ">100k");
      default -> Stream.empty();
    };
  }

  private static Stream<String> starting(String typed, String... examples) {
    return Stream.of(examples).filter(example -> example.startsWith(typed));
  }

  /** The text after a suggestion was taken; a value is followed by a space for the next key. */
  Completed take(String text, Suggestion suggestion) {
    String whole = at.complete(text, suggestion.text());
    int caret = whole.length() - (text.length() - at.end());
    if (at.key() != null && caret == whole.length()) {
      return new Completed(whole + " ", caret + 1);
    }
    return new Completed(whole, caret);
  }

  /** A text and where its caret stands. */
  record Completed(String text, int caret) {}
}
