package dev.keyporter.console.kit;

import org.jspecify.annotations.Nullable;

/** What is known of something that is being loaded. */
public sealed interface Load<T> {
  /**
   * On its way.
   *
   * @param previous what was shown before, and may stay until the new is there
   */
  record Loading<T>(@Nullable T previous) implements Load<T> {}

  /** There is nothing. */
  record Empty<T>() implements Load<T> {}

  /** There. */
  record Ready<T>(T value) implements Load<T> {}

  /**
   * Could not be loaded.
   *
   * @param failure what people are told
   */
  record Failed<T>(Failure failure) implements Load<T> {}

  /** The value last loaded, if there is one to show. */
  default @Nullable T shown() {
    return switch (this) {
      case Loading<T> loading -> loading.previous();
      case Ready<T> ready -> ready.value();
      case Empty<T> _, Failed<T> _ -> null;
    };
  }
}
