package dev.keyporter.proxy.cli;

import dev.keyporter.model.traffic.MomentReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment: how long ago ({@code 90s, 30m, 2h, 7d, 2w}), or an ISO date or time. */
final class SinceConverter implements ITypeConverter<Instant> {
  private final MomentReader moments;

  /**
   * @param zone where dates and times without an offset are
   */
  SinceConverter(Clock clock, ZoneId zone) {
    this.moments = new MomentReader(clock, zone);
  }

  @Override
  public Instant convert(String text) {
    return moments
        .begin(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is not a moment: use 30m, 2h, 7d, 2026-01-31 or"
                        + " 2026-01-31T12:00:00Z"));
  }
}
