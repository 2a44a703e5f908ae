package dev.keyporter.console.kit;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. What is not known is said, never shown as zero. */
public final class Figures {
  /** Stands where there is no value. */
  public static final String NONE = "–";

  private static final Texts TEXTS = Texts.of(Figures.class);
  private static final int KIB = 1024;

  private Figures() {}

  private static Locale locale() {
    return Locale.getDefault(Locale.Category.FORMAT);
  }

  /** A count, with the language's separators; {@value #NONE} for null. */
  public static String count(@Nullable Number count) {
    return count == null ? NONE : NumberFormat.getIntegerInstance(locale()).format(count);
  }

  /** A sum of money to the cent; a sum between zero and a cent to four places. */
  public static String usd(Usd sum) {
    BigDecimal amount = sum.amount();
    boolean isTiny = amount.signum() > 0 && amount.compareTo(new BigDecimal("0.01")) < 0;
    return "$" + decimal(amount, isTiny ? 4 : 2);
  }

  /** What one request cost: to the millionth of a dollar, and how far it is known. */
  public static String cost(Cost cost) {
    Usd amount = cost.amount();
    return switch (cost.certainty()) {
      case EXACT -> amount == null ? NONE : "$" + decimal(amount.amount(), 6);
      case ESTIMATED -> amount == null ? NONE : "~$" + decimal(amount.amount(), 6);
      case UNKNOWN -> TEXTS.text("cost.unknown");
      case UNPRICED -> TEXTS.text("cost.unpriced");
      case NONE -> NONE;
    };
  }

  /** A decimal number with that many places. */
  public static String decimal(BigDecimal number, int places) {
    NumberFormat format = NumberFormat.getNumberInstance(locale());
    format.setMinimumFractionDigits(places);
    format.setMaximumFractionDigits(places);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(number);
  }

  /** A share, of 0 to 1, in percent: whole ones from ten on. */
  public static String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(locale());
    format.setMaximumFractionDigits(share != 0 && Math.abs(share) < 0.1 ? 2 : 0);
    return format.format(share);
  }

  /** How long something took: {@code 840 ms}, {@code 6.32 s}, {@code 12 min 4 s}. */
  public static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return NONE;
    }
    long millis = duration.toMillis();
    if (millis < 1000) {
      return TEXTS.text("duration.millis", count(millis));
    }
    if (millis < 60_000) {
      return TEXTS.text("duration.seconds", decimal(BigDecimal.valueOf(millis, 3), 2));
    }
    if (millis < 3_600_000) {
      return TEXTS.text(
          "duration.minutes", count(duration.toMinutes()), count(duration.toSecondsPart()));
    }
    return TEXTS.text("duration.hours", count(duration.toHours()), count(duration.toMinutesPart()));
  }

  /** Seconds with as many places as the number has: {@code 0.9 s}. */
  public static String seconds(BigDecimal seconds) {
    return TEXTS.text("duration.seconds", decimal(seconds, seconds.scale()));
  }

  /** A size: {@code 512 B}, {@code 31 KB}, {@code 1.2 MB}; thousands are of 1024. */
  public static String bytes(@Nullable Long bytes) {
    if (bytes == null) {
      return NONE;
    }
    if (bytes < KIB) {
      return count(bytes) + " B";
    }
    double size = (double) bytes / KIB;
    for (String unit : new String[] {"KB", "MB", "GB"}) {
      if (size < KIB || unit.equals("GB")) {
        return decimal(BigDecimal.valueOf(size), size < 10 ? 1 : 0) + " " + unit;
      }
      size /= KIB;
    }
    throw new AssertionError("gigabytes take everything");
  }
}
