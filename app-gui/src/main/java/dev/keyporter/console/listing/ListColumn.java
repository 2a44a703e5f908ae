package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Times;
import dev.keyporter.model.usage.UsageSums;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
  /** Words that help to find one's way, less strong than the name. */
  public static <T> ListColumn<T> quiet(
      String id, String title, double width, int rank, Function<T, String> words) {
    return new ListColumn<>(
        id,
        title,
        width,
        rank,
        Kind.TEXT,
        Comparator.comparing(words, String.CASE_INSENSITIVE_ORDER),
        line -> CellLook.quiet(words.apply(line)));
  }

  /** How long ago something was used; never comes first. */
  public static <T> ListColumn<T> used(
      String title, double width, int rank, Times times, Function<T, @Nullable Instant> last) {
    return new ListColumn<>(
        "used",
        title,
        width,
        rank,
        Kind.TEXT,
        Comparator.comparing(last, Comparator.nullsFirst(Comparator.naturalOrder())),
        line -> CellLook.quiet(times.ago(last.apply(line))));
  }

  /** What was spent lately. */
  public static <T> ListColumn<T> spend(
      String title, double width, int rank, Function<T, UsageSums> recent) {
    return new ListColumn<>(
        "spend",
        title,
        width,
        rank,
        Kind.FIGURES,
        Comparator.comparing(line -> recent.apply(line).cost()),
        line -> Spend.cell(recent.apply(line)));
  }

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
