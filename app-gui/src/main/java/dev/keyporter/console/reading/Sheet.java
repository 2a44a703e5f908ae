package dev.keyporter.console.reading;

import java.util.Objects;

/** The style sheet of the package's views. */
final class Sheet {
  static final String URL =
      Objects.requireNonNull(Sheet.class.getResource("Reading.css")).toExternalForm();

  private Sheet() {}
}
