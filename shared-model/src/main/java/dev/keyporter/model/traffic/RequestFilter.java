package dev.keyporter.model.traffic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Which requests to list: those for which every term holds. */
public record RequestFilter(List<FilterTerm> terms) {
  public static final RequestFilter ALL = new RequestFilter(List.of());

  public RequestFilter {
    terms = List.copyOf(terms);
  }

  public static RequestFilter of(FilterTerm... terms) {
    return new RequestFilter(List.of(terms));
  }

  /** The arrivals of a period; {@code until} is not part of it. */
  public static RequestFilter between(Instant since, Instant until) {
    return of(new FilterTerm.Since(since), new FilterTerm.Until(until));
  }

  /** This and one condition more. */
  public RequestFilter and(FilterTerm term) {
    return new RequestFilter(Stream.concat(terms.stream(), Stream.of(term)).toList());
  }

  /**
   * What one types into the filter field for it; parsing it in the same zone gives this filter.
   *
   * @param zone where its times are local
   */
  public String text(ZoneId zone) {
    return new FilterWriter(zone).text(this);
  }
}
