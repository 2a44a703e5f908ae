package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsageStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the steps of a chart are called, by the user's clock. */
final class StepNames {
  private final Texts texts = Texts.of(StepNames.class);
  private final UsageStep step;
  private final ZoneId zone;
  private final Instant now;

  StepNames(UsageStep step, ZoneId zone, Instant now) {
    this.step = step;
    this.zone = zone;
    this.now = now;
  }

  /** In short, under the axis. */
  String tick(UsagePeriod period) {
    ZonedDateTime from = period.from().atZone(zone);
    return switch (step) {
      case HOUR -> format("step.hour", from);
      case DAY ->
          from.toLocalDate().equals(LocalDate.ofInstant(now, zone))
              ? texts.text("step.today")
              : format("step.day", from);
      case WEEK -> format("step.day", from);
      case MONTH -> format("step.month", from);
    };
  }

  /** In full, over the figures. */
  String title(UsagePeriod period) {
    ZonedDateTime from = period.from().atZone(zone);
    return switch (step) {
      // With the offset where the clock shows the hour twice.
      case HOUR ->
          format(
              zone.getRules().getValidOffsets(from.toLocalDateTime()).size() > 1
                  ? "step.hour.twice"
                  : "step.hour.full",
              from);
      case DAY -> format("step.day.full", from);
      case WEEK ->
          texts.text(
              "step.week.full",
              format("step.day", from),
              format("step.day", period.to().minusMillis(1).atZone(zone)));
      case MONTH -> format("step.month.full", from);
    };
  }

  private String format(String name, ZonedDateTime moment) {
    return DateTimeFormatter.ofPattern(texts.text(name), Locale.getDefault(Locale.Category.FORMAT))
        .format(moment);
  }
}
