package dev.keyporter.db.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request that made something asked for, as it is on record.
 *
 * @param requestedTier as it came
 */
public record Creator(@Nullable String model, @Nullable String requestedTier, Instant createdAt) {}
