package dev.keyporter.console.reading;

/**
 * A line of JSON laid out for people.
 *
 * @param depth by how many steps it is indented
 * @param name the member's name as it would be written, quotes and all; empty in lists
 * @param value what stands after it: a bracket, or a value as it would be written
 * @param hasComma whether another follows
 * @param end the line of the bracket that closes what this line opens; -1 where it opens nothing
 * @param size how many members or items are in it
 */
public record JsonLine(
    int depth, String name, Kind kind, String value, boolean hasComma, int end, int size) {
  /** What the value is, for its colour. */
  public enum Kind {
    STRING,
    /** Numbers, {@code true}, {@code false} and {@code null}. */
    NUMBER,
    BRACKET,
    /** Not JSON: a line as it is. */
    RAW
  }

  /** Whether lines below it are inside of it. */
  public boolean opens() {
    return end >= 0;
  }

  /** The line as it would stand in a file. */
  public String text() {
    return "  ".repeat(depth) + (name.isEmpty() ? "" : name + ": ") + value + (hasComma ? "," : "");
  }
}
