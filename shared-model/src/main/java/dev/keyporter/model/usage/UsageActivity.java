package dev.keyporter.model.usage;

import dev.keyporter.model.traffic.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list tells of a key, a user or an organization.
 *
 * @param last the newest request that has ended; null where there was none yet
 * @param recent sums of the period that was asked for
 */
public record UsageActivity(@Nullable RequestId last, UsageSums recent) {
  /** Never used. */
  public static final UsageActivity NONE = new UsageActivity(null, UsageSums.ZERO);

  /** When the newest request arrived, in milliseconds; null where there was none yet. */
  public @Nullable Instant lastUsed() {
    return last == null ? null : Instant.ofEpochMilli(last.millis());
  }
}
