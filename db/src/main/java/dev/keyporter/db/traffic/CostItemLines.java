package dev.keyporter.db.traffic;

import static java.util.stream.Collectors.joining;

import dev.keyporter.model.cost.CostItem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items of a cost as one text: a line each, tabs between its fields. */
public final class CostItemLines {
  private static final String LINE = "\n";
  private static final String FIELD = "\t";

  private CostItemLines() {}

  /** Null for none. */
  public static @Nullable String write(List<CostItem> items) {
    return items.isEmpty() ? null : items.stream().map(CostItemLines::line).collect(joining(LINE));
  }

  /** What {@link #write} wrote; a kind of a later version is left out. */
  public static List<CostItem> read(@Nullable String text) {
    return text == null
        ? List.of()
        : text.lines().map(CostItemLines::item).flatMap(Optional::stream).toList();
  }

  private static String line(CostItem item) {
    BigDecimal rate = item.rate();
    String source = item.source();
    return String.join(
        FIELD,
        item.kind().label(),
        item.quantity().toPlainString(),
        rate == null ? "" : rate.toPlainString(),
        source == null ? "" : source.replaceAll("[\t\r\n]", " "));
  }

  private static Optional<CostItem> item(String line) {
    String[] cells = line.split(FIELD, -1);
    return CostItem.Kind.labelled(cells[0])
        .map(
            kind ->
                new CostItem(
                    kind,
                    new BigDecimal(cells[1]),
                    cells[2].isEmpty() ? null : new BigDecimal(cells[2]),
                    cells[2].isEmpty() ? null : cells[3]));
  }
}
