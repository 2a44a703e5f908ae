package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCellTest {
  /** The column is as wide as today's times. */
  private static final int ROOM = "14:31:58.240".length();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void everyDayOfTheYearFitsItsColumn(String language) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            TimeCell.class.getPackageName() + ".texts",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    LocalDate first = LocalDate.of(2026, 1, 1);
    first
        .datesUntil(first.plusYears(1))
        .forEach(
            day -> {
              assertFits(day, texts.getString("time.day"), language, " 14:31");
              assertFits(day, texts.getString("time.year"), language, "");
            });
  }

  private static void assertFits(LocalDate day, String pattern, String language, String time) {
    String shown = day.format(DateTimeFormatter.ofPattern(pattern, Locale.of(language))) + time;
    assertTrue(shown.length() <= ROOM, shown);
  }
}
