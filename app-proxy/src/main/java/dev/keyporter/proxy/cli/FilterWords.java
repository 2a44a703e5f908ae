package dev.keyporter.proxy.cli;

import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.FilterProblem;
import dev.keyporter.model.traffic.ParsedFilter;
import dev.keyporter.model.traffic.RequestFilter;
import java.util.List;

/** Reads a filter and says in words what is wrong with it. */
final class FilterWords {
  private FilterWords() {}

  static RequestFilter read(FilterParser parser, String text) {
    ParsedFilter parsed = parser.parse(text);
    return parsed
        .filter()
        .orElseThrow(
            () -> Failure.usage("--filter: " + sentence(text, parsed.problems().getFirst())));
  }

  private static String sentence(String text, FilterProblem problem) {
    List<String> about = problem.arguments();
    return switch (problem.reason()) {
      case UNKNOWN_KEY ->
          "there is no '%s:'%s. Quote it to search for it as text."
              .formatted(
                  about.getFirst(),
                  about.getLast().isEmpty() ? "" : "; did you mean '" + about.getLast() + ":'?");
      case MISSING_VALUE ->
          "a value is missing in '%s'.".formatted(text.substring(problem.start(), problem.end()));
      case UNKNOWN_VALUE ->
          "'%s' is no value of '%s:', which can be %s."
              .formatted(about.get(1), about.getFirst(), about.getLast().replace(",", ", "));
      case NOT_A_NUMBER ->
          "'%s:' takes a number, as in %s:>0.5 or %s:1..9, not '%s'."
              .formatted(about.getFirst(), about.getFirst(), about.getFirst(), about.getLast());
      case NOT_A_DURATION ->
          "'%s:' takes a duration, as in %s:>5s or %s:<300ms, not '%s'."
              .formatted(about.getFirst(), about.getFirst(), about.getFirst(), about.getLast());
      case NOT_A_TIME ->
          "'%s:' takes 2h, today, 2026-01-31 or 2026-01-31T12:00, not '%s'."
              .formatted(about.getFirst(), about.getLast());
      case NOT_AN_ID -> "'%s' is not a request's id, req_….".formatted(about.getFirst());
      case ONE_TIME_ONLY ->
          "'%s:' stands once, with one value and without a minus.".formatted(about.getFirst());
      case OPEN_QUOTE -> "a quotation mark is missing at its end.";
      case TOO_LONG -> "a value has more than %s characters.".formatted(about.getFirst());
    };
  }
}
