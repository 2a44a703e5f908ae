package dev.keyporter.model.traffic;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** Writes a filter as one would type it. */
final class FilterWriter {
  private final ZoneId zone;

  FilterWriter(ZoneId zone) {
    this.zone = zone;
  }

  String text(RequestFilter filter) {
    return filter.terms().stream().map(this::text).collect(joining(" "));
  }

  private String text(FilterTerm term) {
    return switch (term) {
      case FilterTerm.Text(var key, var negated, var anyOf) ->
          term(key, negated, anyOf, FilterWriter::text);
      case FilterTerm.Choice(var key, var negated, var anyOf) ->
          term(key, negated, anyOf, Function.identity());
      case FilterTerm.Number(var key, var negated, var anyOf) ->
          term(key, negated, anyOf, range -> text(key, range));
      case FilterTerm.Since(Instant moment) -> "since:" + moment(moment, false);
      case FilterTerm.Until(Instant moment) -> "until:" + moment(moment, true);
      case FilterTerm.Ids(var negated, var anyOf) ->
          term(FilterKey.ID, negated, anyOf, RequestId::toString);
      case FilterTerm.Words(var negated, var text) -> (negated ? "-" : "") + word(text);
    };
  }

  private static <T> String term(
      FilterKey key, boolean negated, List<T> anyOf, Function<T, String> write) {
    String values = anyOf.stream().map(write).collect(joining(","));
    return (negated ? "-" : "") + key.label() + ":" + values;
  }

  /** A value as it stands after a colon. */
  static String value(String text) {
    return quoted(text, text.startsWith("="));
  }

  private static String text(TextMatch match) {
    return (match.exact() ? "=" : "") + value(match.text());
  }

  private static String word(String text) {
    return quoted(text, text.startsWith("-") || text.indexOf(':') >= 0);
  }

  private static String quoted(String text, boolean always) {
    boolean plain = text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"');
    return plain && !always ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(FilterKey key, NumberRange range) {
    BigDecimal low = range.low();
    BigDecimal high = range.high();
    if (low != null && high != null) {
      return low.compareTo(high) == 0
          ? number(key, low)
          : number(key, low) + ".." + number(key, high);
    }
    String equal = range.inclusive() ? "=" : "";
    if (low != null) {
      return ">" + equal + number(key, low);
    }
    return high == null ? "" : "<" + equal + number(key, high);
  }

  private static String number(FilterKey key, BigDecimal number) {
    if (key.kind() != FilterKey.Kind.DURATION) {
      return plain(number);
    }
    return number.compareTo(BigDecimal.ONE) < 0
        ? plain(number.movePointRight(3)) + "ms"
        : plain(number) + "s";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** A day's end is written as that day, and a local time that a clock change repeats as UTC. */
  private String moment(Instant moment, boolean end) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    if (local.toLocalDate().atStartOfDay(zone).toInstant().equals(moment)) {
      return local.toLocalDate().minusDays(end ? 1 : 0).toString();
    }
    boolean unique = zone.getRules().getValidOffsets(local).size() == 1;
    boolean midnight = local.toLocalTime().equals(LocalTime.MIDNIGHT);
    return unique && !midnight ? local.toString() : moment.toString();
  }
}
