package dev.keyporter.proxy.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, for people. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  Table(String... headings) {
    lines.add(List.of(headings));
  }

  void add(String... cells) {
    // A line break in a name must not look like another row.
    lines.add(Arrays.stream(cells).map(cell -> cell.replaceAll("\\p{Cntrl}", " ")).toList());
  }

  void print(PrintWriter out) {
    int[] widths = new int[lines.getFirst().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      var text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        text.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
