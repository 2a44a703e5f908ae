package dev.keyporter.model.limit;

import java.time.Instant;
import java.util.UUID;

/**
 * What is counted together: one limit of one scope, over one period.
 *
 * @param scope the scope's id
 * @param start when its period began; {@link BudgetPeriod#ALWAYS} where it has none
 */
public record Budget(UUID scope, LimitKind kind, Instant start) implements Comparable<Budget> {
  /**
   * In this order their rows are locked, so that no two processes wait for each other crosswise.
   */
  @Override
  public int compareTo(Budget other) {
    int byScope = scope.compareTo(other.scope);
    if (byScope != 0) {
      return byScope;
    }
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : start.compareTo(other.start);
  }
}
