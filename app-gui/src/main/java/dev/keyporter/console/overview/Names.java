package dev.keyporter.console.overview;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows the items of a choice by their names; nothing is ever typed into it. */
final class Names<T> extends StringConverter<T> {
  private final Function<T, String> names;

  Names(Function<T, String> names) {
    this.names = names;
  }

  @Override
  public String toString(@Nullable T item) {
    return item == null ? "" : names.apply(item);
  }

  @Override
  public T fromString(String name) {
    throw new UnsupportedOperationException("Items are chosen, not typed.");
  }
}
