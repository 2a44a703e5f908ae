package dev.keyporter.console.reading;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown text and its blocks. May grow: what stands before its last block is not read again.
 * Not safe for use by several threads.
 */
final class Markdown {
  /** Quotes and lists inside each other; what lies deeper is read as words. */
  private static final int DEEPEST = 8;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .build();

  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();

  /** Where the last block begins, and how many blocks end before it. */
  private int tail;

  private int settled;

  Markdown(String text) {
    Beside.mayTakeLong(text.length());
    append(text);
  }

  /** A text as one paragraph, as it is written. */
  static Markdown plain(String text) {
    var plain = new Markdown("");
    plain.text.append(text);
    plain.blocks.add(new Block.Paragraph(List.of(Span.plain(text))));
    return plain;
  }

  String text() {
    return text.toString();
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** Adds to the text's end. */
  void append(String more) {
    text.append(more);
    Node document = PARSER.parse(text.substring(tail));
    blocks.subList(settled, blocks.size()).clear();
    int begin = tail;
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (!node.getSourceSpans().isEmpty()) {
        settle(begin + node.getSourceSpans().getFirst().getInputIndex());
      }
      read(node, blocks);
    }
  }

  /** What stands before a blank line and another block does not change any more. */
  private void settle(int blockStart) {
    int line = text.lastIndexOf("\n", blockStart - 1) + 1;
    int before = text.lastIndexOf("\n", line - 2) + 1;
    if (line > 0 && text.substring(before, line).isBlank()) {
      tail = line;
      settled = blocks.size();
    }
  }

  private static List<Block> children(Node parent) {
    List<Block> read = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      read(node, read);
    }
    return List.copyOf(read);
  }

  /** Link definitions are no block: they show nothing. */
  private static void read(Node node, List<Block> to) {
    switch (node) {
      case Heading heading ->
          to.add(new Block.Heading(heading.getLevel(), InlineReader.read(heading)));
      case FencedCodeBlock code ->
          to.add(new Block.Code(language(code.getInfo()), code(code.getLiteral())));
      case IndentedCodeBlock code -> to.add(new Block.Code("", code(code.getLiteral())));
      case HtmlBlock html -> to.add(new Block.Code("html", code(html.getLiteral())));
      case BulletList list -> to.add(new Block.Items(-1, items(list)));
      case OrderedList list -> {
        Integer start = list.getMarkerStartNumber();
        to.add(new Block.Items(start == null ? 1 : start, items(list)));
      }
      case BlockQuote quote -> to.add(new Block.Quote(children(quote)));
      case TableBlock table -> to.add(table(table));
      case ThematicBreak _ -> to.add(new Block.Rule());
      case org.commonmark.node.Paragraph paragraph ->
          to.add(new Block.Paragraph(InlineReader.read(paragraph)));
      default -> {}
    }
  }

  private static String language(String info) {
    return info.isBlank() ? "" : info.strip().split("\\s", 2)[0];
  }

  private static String code(String literal) {
    return literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
  }

  private static List<List<Block>> items(Node list) {
    List<List<Block>> items = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      items.add(children(item));
    }
    return List.copyOf(items);
  }

  private static Block.Table table(TableBlock table) {
    List<Block.Side> sides = List.of();
    List<List<Span>> heading = List.of();
    List<List<List<Span>>> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow && part instanceof TableHead) {
          sides = sides(row);
          heading = cells(row);
        } else if (row instanceof TableRow) {
          rows.add(cells(row));
        }
      }
    }
    return new Block.Table(sides, heading, List.copyOf(rows));
  }

  private static List<Block.Side> sides(Node row) {
    List<Block.Side> sides = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell head) {
        TableCell.Alignment given = head.getAlignment();
        sides.add(given == null ? Block.Side.LEFT : side(given));
      }
    }
    return List.copyOf(sides);
  }

  private static Block.Side side(TableCell.Alignment given) {
    return switch (given) {
      case LEFT -> Block.Side.LEFT;
      case CENTER -> Block.Side.CENTER;
      case RIGHT -> Block.Side.RIGHT;
    };
  }

  private static List<List<Span>> cells(Node row) {
    List<List<Span>> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        cells.add(InlineReader.read(cell));
      }
    }
    return List.copyOf(cells);
  }
}
