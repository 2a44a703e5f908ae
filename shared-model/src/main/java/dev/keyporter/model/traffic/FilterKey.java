package dev.keyporter.model.traffic;

import dev.keyporter.model.cost.CostCertainty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a filter can ask for by name, as in {@code status:failed}. */
public enum FilterKey {
  STATUS(Kind.CHOICE),
  /** The model asked for or served. */
  MODEL(Kind.TEXT),
  USER(Kind.TEXT),
  ORG(Kind.TEXT),
  KEY(Kind.TEXT),
  TOKEN(Kind.TEXT),
  SESSION(Kind.TEXT),
  ROUTE(Kind.TEXT),
  /** The path and query that the request was sent to. */
  PATH(Kind.TEXT),
  /** In US dollars, or how certain it is. */
  COST(Kind.NUMBER),
  TOKENS(Kind.NUMBER),
  INPUT(Kind.NUMBER),
  OUTPUT(Kind.NUMBER),
  DURATION(Kind.DURATION),
  /** Until the answer's first byte. */
  FIRST(Kind.DURATION),
  SINCE(Kind.TIME),
  UNTIL(Kind.TIME),
  RATING(Kind.CHOICE),
  /** The error's code or message. */
  ERROR(Kind.TEXT),
  HTTP(Kind.NUMBER),
  STREAMED(Kind.CHOICE),
  ID(Kind.ID);

  /** What stands after the colon. */
  public enum Kind {
    /** One of {@link FilterKey#choices}. */
    CHOICE,
    /** Part of a text, or all of it after {@code =}. */
    TEXT,
    /** {@code 5}, {@code >5}, {@code <=5}, {@code 5..9}. */
    NUMBER,
    /** A number with {@code ms}, {@code s}, {@code m} or {@code h}. */
    DURATION,
    /** {@code 2h} ago, {@code today}, {@code 2026-11-01}, {@code 2026-11-01T09:30}. */
    TIME,
    /** A request's id. */
    ID
  }

  private final Kind kind;

  FilterKey(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The name before the colon. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key of that name, in any case. */
  public static Optional<FilterKey> of(String label) {
    return Arrays.stream(values()).filter(key -> key.name().equalsIgnoreCase(label)).findFirst();
  }

  /** All values that can be named beforehand; empty where they are in the record or without end. */
  public List<String> choices() {
    return switch (this) {
      case STATUS -> Stream.of(RequestStatus.values()).map(RequestStatus::label).toList();
      case COST -> Stream.of(CostCertainty.values()).map(CostCertainty::label).toList();
      case RATING -> Stream.of(RatingChoice.values()).map(RatingChoice::label).toList();
      case STREAMED -> List.of("yes", "no");
      case MODEL,
          USER,
          ORG,
          KEY,
          TOKEN,
          SESSION,
          ROUTE,
          PATH,
          TOKENS,
          INPUT,
          OUTPUT,
          DURATION,
          FIRST,
          SINCE,
          UNTIL,
          ERROR,
          HTTP,
          ID ->
          List.of();
    };
  }
}
