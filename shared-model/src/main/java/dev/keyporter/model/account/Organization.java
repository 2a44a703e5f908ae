package dev.keyporter.model.account;

import java.time.Instant;

/**
 * An organization: owns users, keys and tokens.
 *
 * @param recording how much of its requests is kept
 * @param includeStreamUsage whether chat-completions streams are asked for their usage
 * @param paths which paths its tokens reach
 */
public record Organization(
    OrganizationId id,
    String name,
    Recording recording,
    boolean includeStreamUsage,
    Paths paths,
    Instant createdAt) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 200;

  public Organization {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("An organization's name has 1 to 200 characters.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "An organization's name holds no line breaks or the like.");
    }
  }
}
