package dev.keyporter.model.traffic;

import java.util.List;
import java.util.Optional;

/**
 * What a filter's text says.
 *
 * @param tokens all its pieces, in order
 * @param problems what could not be understood, in order
 * @param understood the filter of the correct pieces alone
 */
public record ParsedFilter(
    List<FilterToken> tokens, List<FilterProblem> problems, RequestFilter understood) {
  public ParsedFilter {
    tokens = List.copyOf(tokens);
    problems = List.copyOf(problems);
  }

  /** The filter, unless something could not be understood. */
  public Optional<RequestFilter> filter() {
    return problems.isEmpty() ? Optional.of(understood) : Optional.empty();
  }
}
