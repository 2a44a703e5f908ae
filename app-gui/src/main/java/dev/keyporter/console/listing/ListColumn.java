package dev.keyporter.console.listing;

import java.util.Comparator;
import java.util.function.Function;

/**
 * A column of a list.
 *
 * @param id names it in preferences and tests
 * @param width at 13 px text, in pixels; the least it gets
 * @param rank 0 stays however narrow it gets; of the others the highest goes first
 * @param kind how its texts are set
 */
public record ListColumn<T>(
    String id,
    String title,
    double width,
    int rank,
    Kind kind,
    Comparator<T> order,
    Function<T, CellLook> look) {
  /** How a column's texts are set. */
  public enum Kind {
    /** The name: grows with the window. */
    NAME,
    TEXT,
    /** Ids and the like, all characters of one width. */
    CODE,
    /** Figures of one width, at the right edge. */
    FIGURES
  }
}
