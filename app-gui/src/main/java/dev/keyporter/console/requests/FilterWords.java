package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterProblem;
import java.util.List;

/** What is said about a filter's keys, and about what is wrong with it. */
final class FilterWords {
  private static final Texts TEXTS = Texts.of(FilterWords.class);

  private FilterWords() {}

  /** What a key asks for, in a few words. */
  static String meaning(FilterKey key) {
    return TEXTS.text("key." + key.label());
  }

  /** Why a part of the text cannot be understood, in one sentence. */
  static String sentence(String text, FilterProblem problem) {
    List<String> about = problem.arguments();
    return switch (problem.reason()) {
      case UNKNOWN_KEY ->
          about.getLast().isEmpty()
              ? TEXTS.text("problem.unknownKey", about.getFirst())
              : TEXTS.text("problem.unknownKeyMeant", about.getFirst(), about.getLast());
      case MISSING_VALUE ->
          TEXTS.text("problem.missingValue", text.substring(problem.start(), problem.end()));
      case UNKNOWN_VALUE ->
          TEXTS.text(
              "problem.unknownValue",
              about.get(1),
              about.getFirst(),
              about.getLast().replace(",", ", "));
      case NOT_A_NUMBER -> TEXTS.text("problem.notANumber", about.getFirst(), about.getLast());
      case NOT_A_DURATION -> TEXTS.text("problem.notADuration", about.getFirst(), about.getLast());
      case NOT_A_TIME -> TEXTS.text("problem.notATime", about.getFirst(), about.getLast());
      case NOT_AN_ID -> TEXTS.text("problem.notAnId", about.getFirst());
      case ONE_TIME_ONLY -> TEXTS.text("problem.oneTimeOnly", about.getFirst());
      case OPEN_QUOTE -> TEXTS.text("problem.openQuote");
      case TOO_LONG -> TEXTS.text("problem.tooLong", about.getFirst());
    };
  }
}
