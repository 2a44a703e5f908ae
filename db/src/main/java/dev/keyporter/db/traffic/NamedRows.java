package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;

import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.TextMatch;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Turns names and ids that people type into row ids, deleted rows included, so that the record
 * itself is asked by id only.
 */
final class NamedRows {
  private static final int UUID_LENGTH = 36;

  private final DSLContext context;

  NamedRows(DSLContext context) {
    this.context = context;
  }

  List<Field<UUID>> organizations(TextMatch match) {
    return find(ORGANIZATION.ID, ORGANIZATION.NAME, match);
  }

  List<Field<UUID>> users(TextMatch match) {
    return find(APP_USER.ID, APP_USER.NAME, match);
  }

  List<Field<UUID>> keys(TextMatch match) {
    return find(PROVIDER_KEY.ID, PROVIDER_KEY.NAME, match);
  }

  List<Field<UUID>> tokens(TextMatch match) {
    return find(ACCESS_TOKEN.ID, ACCESS_TOKEN.NAME, match);
  }

  /** How many there are; of what has no rows of its own, none. */
  int count(FilterKey key, TextMatch match) {
    if (key == FilterKey.ORG) {
      return organizations(match).size();
    }
    if (key == FilterKey.USER) {
      return users(match).size();
    }
    if (key == FilterKey.KEY) {
      return keys(match).size();
    }
    return key == FilterKey.TOKEN ? tokens(match).size() : 0;
  }

  /** Written into the statement: the number of parameters is limited. */
  private List<Field<UUID>> find(
      TableField<?, UUID> id, TableField<?, String> name, TextMatch match) {
    String text = match.text();
    Condition named = match.exact() ? name.eq(text) : name.containsIgnoreCase(text);
    Condition which = text.length() == UUID_LENGTH ? named.or(isId(id, text)) : named;
    return context.select(id).from(id.getTable()).where(which).fetch(id).stream()
        .<Field<UUID>>map(DSL::inline)
        .toList();
  }

  private static Condition isId(TableField<?, UUID> id, String text) {
    try {
      return id.eq(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return DSL.falseCondition();
    }
  }
}
