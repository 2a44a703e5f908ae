package dev.keyporter.console.ratings;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows values by a name of theirs; nothing is typed. */
final class Names<T> extends StringConverter<T> {
  private final Function<T, String> name;

  Names(Function<T, String> name) {
    this.name = name;
  }

  @Override
  public String toString(@Nullable T value) {
    return value == null ? "" : name.apply(value);
  }

  @Override
  public T fromString(String text) {
    throw new UnsupportedOperationException("chosen, not typed");
  }
}
