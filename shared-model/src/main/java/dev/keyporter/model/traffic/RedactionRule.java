package dev.keyporter.model.traffic;

import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What is replaced in texts before they are stored.
 *
 * @param organizationId null where it holds for all organizations
 * @param pattern a {@link Pattern}
 * @param replacement taken literally
 */
public record RedactionRule(
    UUID id,
    @Nullable OrganizationId organizationId,
    String name,
    String pattern,
    String replacement,
    Instant createdAt) {
  /** Longest name and replacement, in characters. */
  public static final int MAX_NAME = 200;

  /** Longest pattern, in characters. */
  public static final int MAX_PATTERN = 2000;

  public RedactionRule {
    if (name.isBlank() || name.length() > MAX_NAME || replacement.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "A redaction rule's name has 1 to 200 characters, its replacement at most 200.");
    }
    if (pattern.isEmpty() || pattern.length() > MAX_PATTERN) {
      throw new IllegalArgumentException("A redaction rule's pattern has 1 to 2000 characters.");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "A redaction rule's pattern is not a regular expression: " + e.getDescription() + ".", e);
    }
  }
}
