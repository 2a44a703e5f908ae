package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.model.traffic.FilterKey;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;

/** The values a filter's key can take that only the record knows. */
final class FilterSuggestions {
  /** How many of the newest requests are looked through for models, routes, paths and errors. */
  private static final int RECENT = 5_000;

  private final DSLContext context;
  private final int limit;

  FilterSuggestions(DSLContext context, int limit) {
    this.context = context;
    this.limit = limit;
  }

  List<String> of(FilterKey key, String typed) {
    return switch (key) {
      case ORG -> names(ORGANIZATION.NAME, typed);
      case USER -> names(APP_USER.NAME, typed);
      case KEY -> names(PROVIDER_KEY.NAME, typed);
      case TOKEN -> names(ACCESS_TOKEN.NAME, typed);
      case MODEL -> recent(REQUEST.MODEL, typed);
      case ERROR -> recent(REQUEST.ERROR_CODE, typed);
      case ROUTE -> recent(REQUEST.ROUTE, typed);
      case PATH -> recent(REQUEST.PATH, typed);
      case SESSION -> recent(REQUEST.SESSION_ID, typed);
      case STATUS,
          COST,
          TOKENS,
          INPUT,
          OUTPUT,
          DURATION,
          FIRST,
          SINCE,
          UNTIL,
          RATING,
          HTTP,
          STREAMED,
          ID ->
          key.choices().stream().filter(choice -> choice.contains(typed)).limit(limit).toList();
    };
  }

  private List<String> names(TableField<?, String> name, String typed) {
    return context
        .selectDistinct(name)
        .from(name.getTable())
        .where(name.containsIgnoreCase(typed))
        .orderBy(name)
        .limit(limit)
        .fetch(name);
  }

  private List<String> recent(Field<String> column, String typed) {
    var newest =
        context.select(column).from(REQUEST).orderBy(REQUEST.ID.desc()).limit(RECENT).asTable("r");
    Field<String> value = newest.field(column);
    return value == null
        ? List.of()
        : context
            .selectDistinct(value)
            .from(newest)
            .where(value.containsIgnoreCase(typed))
            .orderBy(value)
            .limit(limit)
            .fetch(value);
  }
}
