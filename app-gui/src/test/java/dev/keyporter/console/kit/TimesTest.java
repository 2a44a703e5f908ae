package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final Instant AFTERNOON = Instant.parse("2026-09-23T12:31:58.240Z");

  private final Locale before = Locale.getDefault(Locale.Category.FORMAT);
  private final Times times = new Times(Clock.systemUTC(), ZoneId.of("Europe/Berlin"));

  @AfterEach
  void restore() {
    Locale.setDefault(Locale.Category.FORMAT, before);
  }

  @Test
  void theTimeOfDayIsTheSameWhereverItStands() {
    for (Locale country : new Locale[] {Locale.US, Locale.UK, Locale.GERMANY}) {
      Locale.setDefault(Locale.Category.FORMAT, country);
      assertEquals("14:31:58", times.time(AFTERNOON));
      assertEquals("14:31:58.240", times.exactTime(AFTERNOON));
      assertEquals(
          Times.day(LocalDate.of(2026, 9, 23)) + ", 14:31:58",
          times.full(AFTERNOON),
          country.toString());
    }
  }
}
