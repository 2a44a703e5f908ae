package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Texts;
import java.time.Duration;

/** How long the first token may hold. */
enum Validity {
  MONTH(30),
  QUARTER(90),
  YEAR(365);

  private final int days;

  Validity(int days) {
    this.days = days;
  }

  Duration duration() {
    return Duration.ofDays(days);
  }

  @Override
  public String toString() {
    var texts = Texts.of(Validity.class);
    return this == YEAR ? texts.text("token.year") : texts.text("token.days", days);
  }
}
