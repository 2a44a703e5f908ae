package dev.keyporter.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page's commands, in order: in blocks fenced as {@code console}, each line that begins with
 * {@code $ } is a command, and what follows up to the next one is what it prints. A command that
 * ends with a backslash goes on in the next line.
 */
record Page(Path file, List<Command> commands) {
  private static final String PROMPT = "$ ";

  /** What is left out of a line, or, alone in a line, any number of lines. */
  private static final String ANYTHING = "…";

  /**
   * One command.
   *
   * @param line its line in the page, from 1
   * @param output what the page says it prints; empty where the page does not say
   */
  record Command(int line, String text, List<String> output) {
    /** Whether it prints what the page says; spaces that align columns may differ. */
    boolean printsAsShown(String printed) {
      if (output.isEmpty()) {
        return true;
      }
      String pattern = output.stream().map(Command::pattern).collect(Collectors.joining());
      return Pattern.matches(
          pattern, printed.isEmpty() || printed.endsWith("\n") ? printed : printed + "\n");
    }

    private static String pattern(String shown) {
      if (shown.strip().equals(ANYTHING)) {
        return "(?:(?s:.*)\\n)?";
      }
      String escaped = Pattern.quote(shown.stripTrailing());
      return escaped.replaceAll(" +", "\\\\E +\\\\Q").replace(ANYTHING, "\\E.*\\Q") + " *\\n";
    }
  }

  static Page read(Path file) throws IOException {
    var commands = new ArrayList<Command>();
    List<String> lines = Files.readAllLines(file);
    boolean isInside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        isInside = line.equals("```console");
      } else if (isInside && line.startsWith(PROMPT)) {
        int first = i + 1;
        var text = new StringBuilder(line.substring(PROMPT.length()));
        while (text.toString().endsWith("\\")) {
          text.append('\n').append(lines.get(++i));
        }
        var output = new ArrayList<String>();
        while (!lines.get(i + 1).startsWith("```") && !lines.get(i + 1).startsWith(PROMPT)) {
          output.add(lines.get(++i));
        }
        commands.add(new Command(first, text.toString(), List.copyOf(output)));
      }
    }
    return new Page(file, List.copyOf(commands));
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
