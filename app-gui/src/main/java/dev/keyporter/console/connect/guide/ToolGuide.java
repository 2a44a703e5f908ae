package dev.keyporter.console.connect.guide;

import java.util.List;

/**
 * How one tool is pointed at the proxy.
 *
 * @param steps in the order they are done
 * @param notes what to know beside, as names of the console's texts
 */
public record ToolGuide(List<Step> steps, List<String> notes) {
  public ToolGuide {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** Where a text goes. */
  public sealed interface Where {
    /** Into a file; the path as people write it on that system. */
    record File(String path) implements Where {}

    /** Into a terminal, to be run. */
    record Terminal() implements Where {}

    /** Into a field of the tool's own window, of that name. */
    record Field(String name) implements Where {}
  }

  /**
   * Something to do.
   *
   * @param title the name of the console's text that says what for
   * @param text complete: it holds the token
   */
  public record Step(String title, Where where, Syntax syntax, String text) {
    static Step file(String title, String path, Syntax syntax, String text) {
      return new Step(title, new Where.File(path), syntax, text);
    }

    static Step terminal(String title, Os os, String text) {
      return new Step(title, new Where.Terminal(), Syntax.shellOf(os), text);
    }

    @Override
    public String toString() {
      return "Step[" + title + "]";
    }
  }
}
