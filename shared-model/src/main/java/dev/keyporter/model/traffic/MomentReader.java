package dev.keyporter.model.traffic;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads moments as people type them: how long ago ({@code 90s}, {@code 30m}, {@code 2h}, {@code
 * 7d}, {@code 2w}), {@code now}, {@code today}, {@code yesterday}, or an ISO date or time, which is
 * local unless it has an offset.
 */
public final class MomentReader {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");
  private static final Pattern WITH_OFFSET = Pattern.compile(".*T.*(Z|[+-]\\d\\d(:\\d\\d)?)");

  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone where days begin and times without an offset are
   */
  public MomentReader(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** The first moment meant: of a day, its beginning. */
  public Optional<Instant> begin(String text) {
    return read(text, 0);
  }

  /** The end of what is meant, exclusive: of a day, the next one's beginning. */
  public Optional<Instant> end(String text) {
    return read(text, 1);
  }

  private Optional<Instant> read(String text, int days) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher ago = AGO.matcher(lower);
    try {
      if (ago.matches()) {
        return Optional.of(
            clock.instant().minus(length(Long.parseLong(ago.group(1)), ago.group(2))));
      }
      return Optional.of(
          switch (lower) {
            case "now" -> clock.instant();
            case "today" -> day(today(), days);
            case "yesterday" -> day(today().minusDays(1), days);
            default -> written(text.toUpperCase(Locale.ROOT), days);
          });
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private Instant written(String text, int days) {
    if (text.indexOf('T') < 0) {
      return day(LocalDate.parse(text), days);
    }
    return WITH_OFFSET.matcher(text).matches()
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }

  private Instant day(LocalDate day, int days) {
    return day.plusDays(days).atStartOfDay(zone).toInstant();
  }
}
