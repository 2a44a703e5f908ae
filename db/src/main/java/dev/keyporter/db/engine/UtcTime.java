package dev.keyporter.db.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as the database keeps them: UTC, in microseconds. */
public final class UtcTime {
  private UtcTime() {}

  /** The clock's time, cut to what the database can give back unchanged. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public static OffsetDateTime column(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(OffsetDateTime column) {
    return column.toInstant();
  }

  public static @Nullable Instant instantOrNull(@Nullable OffsetDateTime column) {
    return column == null ? null : column.toInstant();
  }
}
