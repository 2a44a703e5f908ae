package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;

/** When a request arrived: today's to the millisecond, older ones with their day. */
final class TimeCell extends RequestCell {
  private static final DateTimeFormatter DAY = format("time.day");
  private static final DateTimeFormatter DAY_OF_YEAR = format("time.year");

  private final Times times;
  private final Label millis = new Label();

  TimeCell(Times times) {
    this.times = times;
    getStyleClass().add("kp-time-cell");
    millis.getStyleClass().add("kp-millis");
    setContentDisplay(ContentDisplay.RIGHT);
    setGraphicTextGap(0);
  }

  private static DateTimeFormatter format(String name) {
    return DateTimeFormatter.ofPattern(
        Texts.of(TimeCell.class).text(name), Locale.getDefault(Locale.Category.FORMAT));
  }

  @Override
  void show(RequestSummary request) {
    Instant moment = request.createdAt();
    LocalDate today = LocalDate.ofInstant(times.clock().instant(), times.zone());
    setAccessibleText(times.full(moment));
    LocalDate day = LocalDate.ofInstant(moment, times.zone());
    if (day.equals(today)) {
      String exact = times.exactTime(moment);
      setText(exact.substring(0, exact.length() - 4));
      millis.setText(exact.substring(exact.length() - 4));
      setGraphic(millis);
    } else {
      boolean isThisYear = day.getYear() == today.getYear();
      String time = isThisYear ? " " + times.time(moment).substring(0, 5) : "";
      // Shorter than elsewhere, so that the column has room for it in every language.
      setText(day.format(isThisYear ? DAY : DAY_OF_YEAR) + time);
      setGraphic(null);
    }
  }
}
