package dev.keyporter.model.traffic;

import dev.keyporter.model.traffic.FilterLexer.Part;
import dev.keyporter.model.traffic.FilterParser.Misunderstood;
import dev.keyporter.model.traffic.FilterProblem.Reason;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers and durations of a filter. */
final class FilterValues {
  private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<)(.+)");
  private static final Pattern HUNDRED = Pattern.compile("([1-5])xx");
  private static final Pattern NUMBER = Pattern.compile("\\$?(\\d{1,15}(?:\\.\\d{1,12})?)([km]?)");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|)");
  private static final Map<String, BigDecimal> FACTORS =
      Map.of("", BigDecimal.ONE, "k", new BigDecimal(1000), "m", new BigDecimal(1_000_000));
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ms",
          new BigDecimal("0.001"),
          "",
          BigDecimal.ONE,
          "s",
          BigDecimal.ONE,
          "m",
          new BigDecimal(60),
          "h",
          new BigDecimal(3600));

  private FilterValues() {}

  static NumberRange number(FilterKey key, Part part) throws Misunderstood {
    Matcher hundred = HUNDRED.matcher(part.text().toLowerCase(Locale.ROOT));
    if (key == FilterKey.HTTP && hundred.matches()) {
      int first = Integer.parseInt(hundred.group(1)) * 100;
      return NumberRange.between(new BigDecimal(first), new BigDecimal(first + 99));
    }
    return range(part.text(), text -> scaled(NUMBER, FACTORS, text))
        .orElseThrow(() -> new Misunderstood(part, Reason.NOT_A_NUMBER, key.label(), part.text()));
  }

  static NumberRange duration(FilterKey key, Part part) throws Misunderstood {
    return range(part.text(), text -> scaled(DURATION, SECONDS, text))
        .orElseThrow(
            () -> new Misunderstood(part, Reason.NOT_A_DURATION, key.label(), part.text()));
  }

  private static Optional<NumberRange> range(
      String text, Function<String, Optional<BigDecimal>> read) {
    Matcher bound = BOUND.matcher(text);
    if (bound.matches()) {
      return read.apply(bound.group(2))
          .map(
              number ->
                  switch (bound.group(1)) {
                    case ">" -> NumberRange.above(number);
                    case ">=" -> NumberRange.atLeast(number);
                    case "<" -> NumberRange.below(number);
                    default -> NumberRange.atMost(number);
                  });
    }
    int dots = text.indexOf("..");
    if (dots < 0) {
      return read.apply(text).map(NumberRange::exactly);
    }
    return read.apply(text.substring(0, dots))
        .flatMap(
            low ->
                read.apply(text.substring(dots + 2))
                    .filter(high -> low.compareTo(high) <= 0)
                    .map(high -> NumberRange.between(low, high)));
  }

  private static Optional<BigDecimal> scaled(
      Pattern pattern, Map<String, BigDecimal> units, String text) {
    Matcher matcher = pattern.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal unit = units.get(matcher.group(2));
    return unit == null
        ? Optional.empty()
        : Optional.of(new BigDecimal(matcher.group(1)).multiply(unit).stripTrailingZeros());
  }
}
