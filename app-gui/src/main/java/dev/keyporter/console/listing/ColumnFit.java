package dev.keyporter.console.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which columns fit, and how wide they are.
 *
 * @param widths in pixels, in the columns' order; 0 for those that are left out
 */
record ColumnFit(List<Double> widths) {
  ColumnFit {
    widths = List.copyOf(widths);
  }

  /**
   * Leaves out what does not fit, highest rank first, and gives the rest to the name.
   *
   * @param available in pixels
   * @param scale of the columns' widths
   */
  static <T> ColumnFit of(List<ListColumn<T>> columns, double available, double scale) {
    var kept = new ArrayList<>(columns);
    while (sum(kept) * scale > available) {
      var next =
          kept.stream()
              .filter(column -> column.rank() > 0)
              .max(Comparator.comparingInt(ListColumn::rank));
      if (next.isEmpty()) {
        break;
      }
      kept.remove(next.get());
    }
    double rest = Math.max(0, available - sum(kept) * scale);
    return new ColumnFit(
        columns.stream()
            .map(
                column ->
                    !kept.contains(column)
                        ? 0
                        : Math.floor(
                            column.width() * scale
                                + (column.kind() == ListColumn.Kind.NAME ? rest : 0)))
            .toList());
  }

  private static <T> double sum(List<ListColumn<T>> columns) {
    return columns.stream().mapToDouble(ListColumn::width).sum();
  }
}
