package dev.keyporter.model.access;

import java.util.UUID;

/** Identifies an access token; the token's {@code jti} claim. */
public record AccessTokenId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
