package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import java.time.Instant;

/** What a filter can still find of requests to come. */
final class Ahead {
  private Ahead() {}

  /** Whether a filter can match no request that arrives from now on. */
  static boolean isClosed(RequestFilter filter, Instant now) {
    return filter.terms().stream().anyMatch(term -> isClosed(term, now));
  }

  private static boolean isClosed(FilterTerm term, Instant now) {
    return switch (term) {
      case FilterTerm.Until(Instant end) -> !end.isAfter(now);
      case FilterTerm.Ids(boolean negated, _) -> !negated;
      case FilterTerm.Text _,
          FilterTerm.Choice _,
          FilterTerm.Number _,
          FilterTerm.Since _,
          FilterTerm.Words _ ->
          false;
    };
  }
}
