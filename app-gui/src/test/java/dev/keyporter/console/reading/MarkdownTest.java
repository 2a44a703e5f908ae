package dev.keyporter.console.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.keyporter.console.reading.CodeColours.Kind;
import dev.keyporter.console.reading.Span.Look;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private static final String TEXT =
      """
      # Title

      Some *slanted* and **bold** words with `code` and a [link](https://example.com).

      1. one
      2. two
         - inner

      > quoted

      | a | b |
      |---|---|
      | 1 | **2** |

      ```sql
      SELECT 1 -- one
      ```

      ---

      <b>not a page</b>
      """;

  @Test
  void readsEveryKindOfBlock() {
    List<Block> blocks = new Markdown(TEXT).blocks();
    assertEquals(
        "Heading, Paragraph, Items, Quote, Table, Code, Rule, Paragraph",
        blocks.stream().map(b -> b.getClass().getSimpleName()).collect(Collectors.joining(", ")));
    var words = assertInstanceOf(Block.Paragraph.class, blocks.get(1));
    assertEquals(new Span("slanted", Set.of(Look.ITALIC), null), words.spans().get(1));
    assertEquals(new Span("bold", Set.of(Look.BOLD), null), words.spans().get(3));
    assertEquals(new Span("code", Set.of(Look.CODE), null), words.spans().get(5));
    assertEquals(new Span("link", Set.of(), "https://example.com"), words.spans().get(7));
    var list = assertInstanceOf(Block.Items.class, blocks.get(2));
    assertEquals(1, list.start());
    assertInstanceOf(Block.Items.class, list.items().get(1).get(1));
    var table = assertInstanceOf(Block.Table.class, blocks.get(4));
    assertEquals(List.of(Span.plain("a")), table.heading().getFirst());
    assertEquals(List.of(new Span("2", Set.of(Look.BOLD), null)), table.rows().getFirst().get(1));
    assertEquals(new Block.Code("sql", "SELECT 1 -- one"), blocks.get(5));
    assertEquals(new Block.Paragraph(List.of(Span.plain("<b>not a page</b>"))), blocks.getLast());
  }

  @Test
  void growsToTheSameAsReadAtOnce() {
    var growing = new Markdown("");
    for (int i = 0; i < TEXT.length(); i++) {
      growing.append(TEXT.substring(i, i + 1));
      assertEquals(new Markdown(TEXT.substring(0, i + 1)).blocks(), growing.blocks(), "at " + i);
    }
    assertEquals(TEXT, growing.text());
  }

  @Test
  void readsWhatStandsBeforeTheLastBlockOnlyOnce() {
    var growing = new Markdown("first\n\nsecond");
    Block first = growing.blocks().getFirst();
    growing.append(" and more");
    assertSame(first, growing.blocks().getFirst());
  }

  @Test
  void coloursCodeWithoutChangingIt() {
    String code = "def f(x): # why\n  return \"a\\\"b\" + 'c' * 12";
    List<CodeColours.Piece> pieces = CodeColours.of("python", code);
    assertEquals(code, pieces.stream().map(CodeColours.Piece::text).collect(Collectors.joining()));
    assertEquals(
        List.of("# why"),
        pieces.stream()
            .filter(piece -> piece.kind() == Kind.COMMENT)
            .map(CodeColours.Piece::text)
            .toList());
    assertEquals(
        List.of("\"a\\\"b\"", "'c'"),
        pieces.stream()
            .filter(piece -> piece.kind() == Kind.STRING)
            .map(CodeColours.Piece::text)
            .toList());
    assertEquals(List.of(new CodeColours.Piece(Kind.PLAIN, code)), CodeColours.of("", code));
  }
}
