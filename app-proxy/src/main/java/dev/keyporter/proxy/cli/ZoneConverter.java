package dev.keyporter.proxy.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time zone: {@code Europe/Berlin}, {@code UTC}, {@code +05:30}. */
final class ZoneConverter implements ITypeConverter<ZoneId> {
  /** The longest that is kept; no zone's name comes near it. */
  private static final int LONGEST = 64;

  @Override
  public ZoneId convert(String text) {
    try {
      ZoneId zone = ZoneId.of(text.strip());
      if (zone.getId().length() <= LONGEST) {
        return zone;
      }
    } catch (DateTimeException _) {
      // Said below.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a time zone such as Europe/Berlin or UTC");
  }
}
