package dev.keyporter.console.kit;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How things are called in a list that one chooses from; nothing is typed into it. */
public final class Names<T> extends StringConverter<T> {
  private final Function<T, String> name;

  public Names(Function<T, String> name) {
    this.name = name;
  }

  @Override
  public String toString(@Nullable T thing) {
    return thing == null ? "" : name.apply(thing);
  }

  @Override
  public T fromString(String text) {
    throw new UnsupportedOperationException("It is chosen, not typed.");
  }
}
