package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;

import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.Table;

/** Puts names to what sums are told apart by, those of deleted things included. */
final class UsageNames {
  /** Up to here a few are picked out; beyond it reading all is quicker. */
  private static final int FEW = 500;

  private UsageNames() {}

  /** The part of a series that tells groups apart. */
  static Object part(UsageGrouping by, SeriesKey series) {
    return switch (by) {
      case NONE -> "";
      case MODEL -> series.model();
      case ORGANIZATION -> series.organization();
      case USER -> series.user();
      case KEY -> series.key();
    };
  }

  /** The groups that such parts stand for; none for what has been erased meanwhile. */
  static Map<Object, UsageGroup> of(DSLContext sql, UsageGrouping by, Collection<Object> parts) {
    return switch (by) {
      case NONE -> Map.of("", new UsageGroup.All());
      case MODEL -> models(parts);
      case ORGANIZATION ->
          fetch(sql, ORGANIZATION, ORGANIZATION.ID, parts, UsageNames::organization);
      case USER -> fetch(sql, APP_USER, APP_USER.ID, parts, UsageNames::user);
      case KEY -> fetch(sql, PROVIDER_KEY, PROVIDER_KEY.ID, parts, UsageNames::key);
    };
  }

  private static Map<Object, UsageGroup> models(Collection<Object> parts) {
    var groups = new HashMap<Object, UsageGroup>();
    for (Object part : parts) {
      groups.put(
          part,
          part instanceof String model && !model.isEmpty()
              ? new UsageGroup.OfModel(model)
              : new UsageGroup.None());
    }
    return groups;
  }

  private static <R extends Record> Map<Object, UsageGroup> fetch(
      DSLContext sql,
      Table<R> table,
      Field<UUID> id,
      Collection<Object> parts,
      RecordMapper<R, UsageGroup> group) {
    var groups = new HashMap<Object, UsageGroup>();
    groups.put(SeriesKey.NONE, new UsageGroup.None());
    var ids = parts.stream().filter(UUID.class::isInstance).map(UUID.class::cast).toList();
    sql.selectFrom(table)
        .where(ids.size() <= FEW ? id.in(ids) : id.isNotNull())
        .forEach(row -> groups.put(row.get(id), group.map(row)));
    return groups;
  }

  private static UsageGroup organization(Record row) {
    return new UsageGroup.OfOrganization(
        new OrganizationId(row.get(ORGANIZATION.ID)),
        row.get(ORGANIZATION.NAME),
        row.get(ORGANIZATION.DELETED_AT) != null);
  }

  private static UsageGroup user(Record row) {
    return new UsageGroup.OfUser(
        new UserId(row.get(APP_USER.ID)),
        new OrganizationId(row.get(APP_USER.ORGANIZATION_ID)),
        row.get(APP_USER.NAME),
        row.get(APP_USER.DELETED_AT) != null);
  }

  private static UsageGroup key(Record row) {
    return new UsageGroup.OfKey(
        new ProviderKeyId(row.get(PROVIDER_KEY.ID)),
        new OrganizationId(row.get(PROVIDER_KEY.ORGANIZATION_ID)),
        row.get(PROVIDER_KEY.NAME),
        row.get(PROVIDER_KEY.LAST_FOUR),
        row.get(PROVIDER_KEY.IS_DEMO),
        row.get(PROVIDER_KEY.DELETED_AT) != null);
  }
}
