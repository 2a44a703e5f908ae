package dev.keyporter.model.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is being typed at the caret, and what it may become.
 *
 * @param start where the typed part begins, in characters
 * @param end where it ends, exclusive: what a suggestion replaces
 * @param key whose value is being typed; null where a key is
 * @param typed the part itself, without quotation marks
 */
public record FilterCompletion(int start, int end, @Nullable FilterKey key, String typed) {
  /** Empty where the caret stands inside a value of an unknown key. */
  public static Optional<FilterCompletion> at(String text, int caret) {
    for (FilterLexer.Lexeme lexeme : FilterLexer.split(text)) {
      if (caret < lexeme.start() || caret > lexeme.end()) {
        continue;
      }
      String name = lexeme.name();
      if (name == null || caret < lexeme.valueStart()) {
        int start = lexeme.start() + (lexeme.negated() ? 1 : 0);
        int end = name == null ? lexeme.end() : lexeme.valueStart();
        return Optional.of(
            new FilterCompletion(start, end, null, text.substring(start, Math.max(start, caret))));
      }
      return FilterKey.of(name)
          .map(
              key ->
                  lexeme.parts().stream()
                      .filter(part -> caret >= part.start() && caret <= part.end())
                      .map(part -> new FilterCompletion(part.start(), part.end(), key, part.text()))
                      .findFirst()
                      .orElse(new FilterCompletion(caret, caret, key, "")));
    }
    return Optional.of(new FilterCompletion(caret, caret, null, ""));
  }

  /**
   * What it may become, as far as that is known without asking the record: keys with their colon,
   * or the values of a key that are known beforehand.
   */
  public List<String> suggestions() {
    String start = typed.toLowerCase(Locale.ROOT);
    if (key == null) {
      return Arrays.stream(FilterKey.values())
          .map(known -> known.label() + ":")
          .filter(label -> label.startsWith(start))
          .toList();
    }
    return key.choices().stream().filter(choice -> choice.contains(start)).toList();
  }

  /** The text after a suggestion was taken, quoted where it must be. */
  public String complete(String text, String suggestion) {
    String taken = key == null ? suggestion : FilterWriter.value(suggestion);
    return text.substring(0, start) + taken + text.substring(end);
  }
}
