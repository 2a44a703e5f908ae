package dev.keyporter.console.reading;

import java.util.List;

/** A part of a Markdown text that stands on lines of its own. */
sealed interface Block {
  record Paragraph(List<Span> spans) implements Block {}

  /**
   * A heading.
   *
   * @param level 1 to 6
   */
  record Heading(int level, List<Span> spans) implements Block {}

  /**
   * Code, line by line as written.
   *
   * @param language as the fence names it, empty without a name
   */
  record Code(String language, String text) implements Block {}

  /**
   * A list.
   *
   * @param start the first item's number; -1 for bullets
   */
  record Items(int start, List<List<Block>> items) implements Block {}

  record Quote(List<Block> blocks) implements Block {}

  /**
   * A table; each row has as many cells as the heading.
   *
   * @param sides where the words of each column stand
   */
  record Table(List<Side> sides, List<List<Span>> heading, List<List<List<Span>>> rows)
      implements Block {
    /** The same with its first rows alone. */
    Table first(int most) {
      return new Table(sides, heading, rows.subList(0, most));
    }
  }

  /** Where words stand in their column. */
  enum Side {
    LEFT,
    CENTER,
    RIGHT
  }

  record Rule() implements Block {}
}
