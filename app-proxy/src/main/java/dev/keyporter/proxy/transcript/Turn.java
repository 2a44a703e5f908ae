package dev.keyporter.proxy.transcript;

import java.util.List;

/**
 * What one side said, in one go.
 *
 * @param role {@code user}, {@code assistant}, {@code system}, {@code developer}, {@code tool}, or
 *     one that is new
 */
public record Turn(String role, List<Part> parts) {
  public Turn {
    parts = List.copyOf(parts);
  }
}
