package dev.keyporter.model.access;

import java.util.UUID;

/** Identifies a provider key. */
public record ProviderKeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
