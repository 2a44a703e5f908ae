package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SinceConverterTest {
  private final SinceConverter converter =
      new SinceConverter(
          Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC),
          ZoneOffset.ofHours(2));

  @ParameterizedTest
  @CsvSource({
    "90s,2026-11-20T11:58:30Z",
    "30m,2026-11-20T11:30:00Z",
    "2h,2026-11-20T10:00:00Z",
    "7d,2026-11-13T12:00:00Z",
    "2w,2026-11-06T12:00:00Z",
    "2026-01-31T12:00:00Z,2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00+05:00,2026-01-31T07:00:00Z",
    "2026-01-31T12:00:00,2026-01-31T10:00:00Z",
    "2026-01-31,2026-01-30T22:00:00Z"
  })
  void readsHowLongAgoAndWhen(String text, String expected) {
    assertEquals(Instant.parse(expected), converter.convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "2", "2y", "-2h", "2026-13-01", "12:00"})
  void refusesAnythingElse(String text) {
    assertThrows(TypeConversionException.class, () -> converter.convert(text));
  }

  @Test
  void saysWhatItReads() {
    var refusal = assertThrows(TypeConversionException.class, () -> converter.convert("x"));

    assertEquals(
        "'x' is not a moment: use 30m, 2h, 7d, 2026-01-31 or 2026-01-31T12:00:00Z",
        refusal.getMessage());
  }
}
