package dev.keyporter.model.account;

import java.time.Instant;

/**
 * A user of an organization.
 *
 * @param name the caller's own name for the user, as sent in {@code X-User-ID}; unique in the
 *     organization
 */
public record User(
    UserId id, OrganizationId organizationId, String name, UserState state, Instant createdAt) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 255;

  public User {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("A user's name has 1 to 255 characters.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A user's name holds no line breaks or the like.");
    }
  }
}
