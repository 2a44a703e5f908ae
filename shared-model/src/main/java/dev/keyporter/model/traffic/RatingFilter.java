package dev.keyporter.model.traffic;

import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which ratings are meant; null leaves a property open.
 *
 * @param value 1 for good, -1 for bad
 * @param since the earliest arrival of the rated request, inclusive
 * @param until the end of the period, exclusive
 */
public record RatingFilter(
    @Nullable Integer value,
    @Nullable OrganizationId organizationId,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final RatingFilter ALL = new RatingFilter(null, null, null, null);
  public static final RatingFilter BAD = new RatingFilter(-1, null, null, null);

  public RatingFilter {
    if (value != null && value != 1 && value != -1) {
      throw new IllegalArgumentException("A rating is 1 or -1.");
    }
  }
}
