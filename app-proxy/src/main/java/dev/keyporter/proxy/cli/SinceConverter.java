package dev.keyporter.proxy.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment: how long ago ({@code 90s, 30m, 2h, 7d, 2w}), or an ISO date or time. */
final class SinceConverter implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");

  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param zone where dates and times without an offset are
   */
  SinceConverter(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public Instant convert(String text) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2).charAt(0)));
    }
    List<Supplier<Instant>> readings =
        List.of(
            () -> OffsetDateTime.parse(text).toInstant(),
            () -> LocalDateTime.parse(text).atZone(zone).toInstant(),
            () -> LocalDate.parse(text).atStartOfDay(zone).toInstant());
    for (Supplier<Instant> reading : readings) {
      try {
        return reading.get();
      } catch (DateTimeException _) {
        // Perhaps the next form.
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a moment: use 30m, 2h, 7d, 2026-01-31 or 2026-01-31T12:00:00Z");
  }

  private static Duration duration(long amount, char unit) {
    return switch (unit) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'd' -> Duration.ofDays(amount);
      default -> Duration.ofDays(7 * amount);
    };
  }
}
