package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.pack.PackSearch;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.NumberRange;
import dev.keyporter.model.traffic.RatingChoice;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.TextMatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How a filter is answered.
 *
 * @param condition on rows of {@code request} with their {@code rating} joined
 * @param several what a row that meets the condition must still be looked at for
 * @param lowest no row below this id matches
 * @param end no row from this id on matches
 * @param rare whether matches may be far apart, so that looking for them takes time
 */
record FilterPlan(
    Condition condition, List<SeveralLines> several, long lowest, long end, boolean rare) {
  /** An id may be made this much before its row's arrival time is taken. */
  private static final Duration ID_SLACK = Duration.ofSeconds(1);

  private static final int MICROS = 6;
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  static FilterPlan of(DSLContext context, RequestFilter filter) {
    var names = new NamedRows(context);
    FilterPlan plan = new FilterPlan(DSL.noCondition(), List.of(), 0, Long.MAX_VALUE, false);
    for (FilterTerm term : filter.terms()) {
      plan = plan.with(context, names, term);
    }
    return plan;
  }

  private FilterPlan with(DSLContext context, NamedRows names, FilterTerm term) {
    return switch (term) {
      case FilterTerm.Since(Instant moment) ->
          // By the key, too: its order is time's, and nothing older needs to be read.
          new FilterPlan(
              condition.and(REQUEST.CREATED_AT.ge(UtcTime.column(moment))),
              several,
              Math.max(lowest, RequestId.earliestAt(moment.minus(ID_SLACK)).value()),
              end,
              rare);
      case FilterTerm.Until(Instant moment) ->
          new FilterPlan(
              condition.and(REQUEST.CREATED_AT.lt(UtcTime.column(moment))),
              several,
              lowest,
              Math.min(end, RequestId.earliestAt(moment.plus(ID_SLACK)).value()),
              rare);
      case FilterTerm.Ids(var negated, var anyOf) -> {
        List<Long> ids = anyOf.stream().map(RequestId::value).sorted().toList();
        yield negated
            ? new FilterPlan(condition.and(REQUEST.ID.notIn(ids)), several, lowest, end, rare)
            : new FilterPlan(
                condition.and(REQUEST.ID.in(ids)),
                several,
                Math.max(lowest, ids.getFirst()),
                Math.min(end, ids.getLast() + 1),
                rare);
      }
      case FilterTerm.Words(var negated, var text) -> {
        FilterPlan plan = words(negated, text);
        yield negated ? plan : plan.from(context, EXCHANGE.REQUEST_ID);
      }
      case FilterTerm.Choice(var key, var negated, var anyOf) -> {
        FilterPlan chosen = with(opposite(negated, choice(key, anyOf)));
        boolean rated =
            key == FilterKey.RATING && !negated && !anyOf.contains(RatingChoice.NONE.label());
        yield rated ? chosen.from(context, RATING.REQUEST_ID) : chosen;
      }
      case FilterTerm.Number(var key, var negated, var anyOf) ->
          with(opposite(negated, any(anyOf, range -> number(key, range))));
      case FilterTerm.Text(var key, var negated, var anyOf) ->
          with(opposite(negated, any(anyOf, match -> text(names, key, match))));
    };
  }

  private FilterPlan with(Condition more) {
    return new FilterPlan(condition.and(more), several, lowest, end, true);
  }

  /** Without looking further back than the first row of another table, which all matches have. */
  private FilterPlan from(DSLContext context, TableField<?, Long> id) {
    Long first = context.select(DSL.min(id)).from(id.getTable()).fetchOne(0, Long.class);
    return new FilterPlan(
        condition, several, Math.max(lowest, first == null ? Long.MAX_VALUE : first), end, rare);
  }

  /** What is not known is not it, so that the opposite holds. */
  private static Condition opposite(boolean negated, Condition condition) {
    return negated ? DSL.condition("({0}) is not true", condition) : condition;
  }

  private static <T> Condition any(List<T> values, Function<T, Condition> condition) {
    return DSL.or(values.stream().map(condition).toList());
  }

  private FilterPlan words(boolean negated, String text) {
    if (text.indexOf('\n') < 0) {
      return with(opposite(negated, says(text)));
    }
    // What goes over the end of a line may be in two parts of a pack.
    var more = new ArrayList<>(several);
    more.add(new SeveralLines(negated, text));
    Condition lines =
        negated
            ? DSL.noCondition()
            : DSL.and(text.lines().filter(line -> !line.isEmpty()).map(FilterPlan::says).toList());
    return new FilterPlan(condition.and(lines), List.copyOf(more), lowest, end, true);
  }

  /**
   * The rows that match, newest first.
   *
   * @param inside a further condition
   * @param limit the newest so many
   */
  List<RequestSummary> fetch(DSLContext context, Condition inside, int limit) {
    if (several.isEmpty()) {
      return fetchMeeting(context, inside, limit);
    }
    var rows = new ArrayList<RequestSummary>();
    List<RequestSummary> candidates = fetchMeeting(context, inside, limit);
    while (!candidates.isEmpty() && rows.size() < limit) {
      candidates.stream()
          .filter(row -> several.stream().allMatch(lines -> lines.hold(context, row.id())))
          .limit(limit - rows.size())
          .forEach(rows::add);
      Condition below = REQUEST.ID.lt(candidates.getLast().id().value());
      candidates = fetchMeeting(context, inside.and(below), limit);
    }
    return rows;
  }

  private List<RequestSummary> fetchMeeting(DSLContext context, Condition inside, int limit) {
    return RequestRows.select(context)
        .where(inside.and(condition))
        .orderBy(REQUEST.ID.desc())
        .limit(limit)
        .fetch(RequestRows::summary);
  }

  private static Condition says(String text) {
    return DSL.exists(
        DSL.selectOne()
            .from(EXCHANGE)
            .where(EXCHANGE.REQUEST_ID.eq(REQUEST.ID))
            .and(
                EXCHANGE
                    .PROMPT_TEXT
                    .containsIgnoreCase(text)
                    .or(EXCHANGE.ANSWER_TEXT.containsIgnoreCase(text))
                    .or(PackSearch.says(EXCHANGE.REQUEST_ID, text))));
  }

  private static Condition choice(FilterKey key, List<String> anyOf) {
    return switch (key) {
      case STATUS -> REQUEST.STATUS.in(anyOf);
      case COST -> REQUEST.COST_CERTAINTY.in(anyOf);
      case STREAMED -> any(anyOf, choice -> REQUEST.STREAMED.eq(choice.equals("yes")));
      case RATING -> any(anyOf, FilterPlan::rated);
      default -> throw new IllegalArgumentException("No choice: " + key);
    };
  }

  private static Condition rated(String choice) {
    return switch (RatingChoice.valueOf(choice.toUpperCase(Locale.ROOT))) {
      case GOOD -> RATING.SCORE.eq(1);
      case BAD -> RATING.SCORE.eq(-1);
      case NONE -> RATING.SCORE.isNull();
    };
  }

  private static Condition number(FilterKey key, NumberRange range) {
    return switch (key) {
      case COST -> within(REQUEST.COST_USD, range.low(), range.high(), range.inclusive());
      case TOKENS -> within(REQUEST.TOTAL_TOKENS, range, 0);
      case INPUT -> within(REQUEST.INPUT_TOKENS, range, 0);
      case OUTPUT -> within(REQUEST.OUTPUT_TOKENS, range, 0);
      case DURATION -> within(REQUEST.DURATION_MICROS, range, MICROS);
      case FIRST -> within(REQUEST.FIRST_BYTE_MICROS, range, MICROS);
      case HTTP -> within(REQUEST.HTTP_STATUS.coerce(Long.class), range, 0);
      default -> throw new IllegalArgumentException("No number: " + key);
    };
  }

  /** Whole numbers within bounds that need not be whole. */
  private static Condition within(Field<Long> column, NumberRange range, int shift) {
    boolean inclusive = range.inclusive();
    return within(
        column,
        whole(range.low(), shift, inclusive ? RoundingMode.CEILING : RoundingMode.FLOOR),
        whole(range.high(), shift, inclusive ? RoundingMode.FLOOR : RoundingMode.CEILING),
        inclusive);
  }

  private static @Nullable Long whole(
      @Nullable BigDecimal number, int shift, RoundingMode rounding) {
    return number == null
        ? null
        : (Long) number.movePointRight(shift).setScale(0, rounding).min(LONGEST).longValueExact();
  }

  private static <T> Condition within(
      Field<T> column, @Nullable T low, @Nullable T high, boolean inclusive) {
    Condition condition = DSL.noCondition();
    if (low != null) {
      condition = condition.and(inclusive ? column.ge(low) : column.gt(low));
    }
    if (high != null) {
      condition = condition.and(inclusive ? column.le(high) : column.lt(high));
    }
    return condition;
  }

  private static Condition text(NamedRows names, FilterKey key, TextMatch match) {
    if (match.equals(TextMatch.ANY)) {
      return isThere(key);
    }
    return switch (key) {
      case MODEL -> model(match);
      case ERROR -> matches(REQUEST.ERROR_CODE, match).or(matches(REQUEST.ERROR_MESSAGE, match));
      // A session is looked up by its index.
      case SESSION -> REQUEST.SESSION_ID.eq(match.text());
      case ROUTE -> matches(REQUEST.ROUTE, match);
      case PATH -> matches(REQUEST.PATH, match);
      case ORG -> REQUEST.ORGANIZATION_ID.in(names.organizations(match));
      case USER -> REQUEST.USER_ID.in(names.users(match));
      case KEY -> REQUEST.KEY_ID.in(names.keys(match));
      case TOKEN -> REQUEST.TOKEN_ID.in(names.tokens(match));
      default -> throw new IllegalArgumentException("No text: " + key);
    };
  }

  private static Condition isThere(FilterKey key) {
    return switch (key) {
      case MODEL -> REQUEST.MODEL.isNotNull();
      case ERROR -> REQUEST.ERROR_CODE.isNotNull().or(REQUEST.ERROR_MESSAGE.isNotNull());
      case SESSION -> REQUEST.SESSION_ID.isNotNull();
      case PATH -> REQUEST.PATH.isNotNull();
      case USER -> REQUEST.USER_ID.isNotNull();
      case KEY -> REQUEST.KEY_ID.isNotNull();
      case TOKEN -> REQUEST.TOKEN_ID.isNotNull();
      case ROUTE, ORG -> DSL.trueCondition();
      default -> throw new IllegalArgumentException("No text: " + key);
    };
  }

  /** All of a name is the one that was asked for, as in figures: what served may be another. */
  private static Condition model(TextMatch match) {
    Condition asked = matches(REQUEST.MODEL, match);
    return match.exact() ? asked : asked.or(matches(REQUEST.SERVED_MODEL, match));
  }

  private static Condition matches(Field<String> column, TextMatch match) {
    return match.exact() ? column.eq(match.text()) : column.containsIgnoreCase(match.text());
  }
}
