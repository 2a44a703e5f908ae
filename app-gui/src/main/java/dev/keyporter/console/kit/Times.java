package dev.keyporter.console.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Moments as people read them, in their time zone.
 *
 * @param zone the user's
 */
public record Times(Clock clock, ZoneId zone) {
  private static final Texts TEXTS = Texts.of(Times.class);

  /** How long ago: {@code now}, {@code 9 s ago}, {@code 12 min ago}, {@code yesterday}, a date. */
  public String ago(@Nullable Instant moment) {
    if (moment == null) {
      return TEXTS.text("time.never");
    }
    Instant now = clock.instant();
    Duration age = Duration.between(moment, now);
    if (age.compareTo(Duration.ofSeconds(5)) < 0) {
      return TEXTS.text("time.now");
    }
    if (age.toMinutes() < 1) {
      return TEXTS.text("time.secondsAgo", age.toSeconds());
    }
    if (age.toHours() < 1) {
      return TEXTS.text("time.minutesAgo", age.toMinutes());
    }
    LocalDate day = LocalDate.ofInstant(moment, zone);
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (age.toHours() < 12 || day.equals(today)) {
      return TEXTS.text("time.hoursAgo", age.toHours());
    }
    return day.equals(today.minusDays(1)) ? TEXTS.text("time.yesterday") : date(moment);
  }

  /** The day it is. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /** The day: {@code 23 Sep}, with the year where it is another one. */
  public String date(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, zone);
    boolean isThisYear = day.getYear() == LocalDate.ofInstant(clock.instant(), zone).getYear();
    return pattern(isThisYear ? "date.short" : "date.long").format(day);
  }

  /** A day with its year: {@code 23 Sep 2026}. */
  public static String day(LocalDate day) {
    return pattern("date.long").format(day);
  }

  /** Day, year and time to the second: {@code 23 Sep 2026, 14:31:58}. */
  public String full(Instant moment) {
    return day(LocalDate.ofInstant(moment, zone)) + ", " + time(moment);
  }

  /** The time of day: {@code 14:31:58}. */
  public String time(Instant moment) {
    return DateTimeFormatter.ofPattern("HH:mm:ss", locale()).format(moment.atZone(zone));
  }

  /** The time of day with milliseconds: {@code 14:31:58.240}. */
  public String exactTime(Instant moment) {
    return DateTimeFormatter.ofPattern("HH:mm:ss.SSS", locale()).format(moment.atZone(zone));
  }

  private static DateTimeFormatter pattern(String name) {
    return DateTimeFormatter.ofPattern(TEXTS.text(name), locale());
  }

  private static Locale locale() {
    return Locale.getDefault(Locale.Category.FORMAT);
  }
}
