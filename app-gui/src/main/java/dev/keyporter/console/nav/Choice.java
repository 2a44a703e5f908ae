package dev.keyporter.console.nav;

/** What a list screen shows beside its list. */
public sealed interface Choice<T> {
  /** The list as it stands. */
  record AsIs<T>() implements Choice<T> {}

  /** One of the things. */
  record One<T>(T id) implements Choice<T> {}

  /** The form for a new thing. */
  record New<T>() implements Choice<T> {}
}
