package dev.keyporter.db.ledger;

import static dev.keyporter.db.generated.Tables.ACCESS_LIMIT;

import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.AccessLimitRecord;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.Limits.Unpriced;
import dev.keyporter.model.limit.ModelPatterns;
import dev.keyporter.model.limit.ScopedLimits;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import org.jooq.TableField;

/** Limits as the database has them. */
public final class LimitRows {
  private LimitRows() {}

  /** The column of a kind's amount. */
  public static TableField<AccessLimitRecord, BigDecimal> column(LimitKind kind) {
    return switch (kind) {
      case USD_PER_DAY -> ACCESS_LIMIT.USD_PER_DAY;
      case USD_PER_MONTH -> ACCESS_LIMIT.USD_PER_MONTH;
      case USD_TOTAL -> ACCESS_LIMIT.USD_TOTAL;
      case REQUESTS_PER_MINUTE -> ACCESS_LIMIT.REQUESTS_PER_MINUTE;
      case TOKENS_PER_MINUTE -> ACCESS_LIMIT.TOKENS_PER_MINUTE;
      case CONCURRENT_REQUESTS -> ACCESS_LIMIT.CONCURRENT_REQUESTS;
    };
  }

  public static ScopedLimits scoped(AccessLimitRecord row, String timeZone) {
    return new ScopedLimits(
        LimitScope.of(row.getScope(), row.getScopeId()),
        new OrganizationId(row.getOrganizationId()),
        zone(timeZone),
        UtcTime.instant(row.getTotalSince()),
        limits(row));
  }

  public static Limits limits(AccessLimitRecord row) {
    var amounts = new EnumMap<LimitKind, BigDecimal>(LimitKind.class);
    for (LimitKind kind : LimitKind.values()) {
      BigDecimal amount = row.get(column(kind));
      if (amount != null) {
        amounts.put(kind, amount);
      }
    }
    return new Limits(
        amounts,
        row.getModels() == null ? null : ModelPatterns.parse(row.getModels()),
        Unpriced.valueOf(row.getUnpriced().toUpperCase(Locale.ROOT)));
  }

  public static void fill(AccessLimitRecord row, ScopedLimits limits) {
    Limits values = limits.limits();
    ModelPatterns models = values.models();
    row.setScopeId(limits.scope().id());
    row.setScope(limits.scope().label());
    row.setOrganizationId(limits.organization().value());
    for (LimitKind kind : LimitKind.values()) {
      row.set(column(kind), values.amount(kind));
    }
    row.setModels(models == null ? null : models.toString());
    row.setUnpriced(values.unpriced().name().toLowerCase(Locale.ROOT));
    row.setTotalSince(UtcTime.column(limits.totalSince()));
  }

  /** A zone that this program's Java does not know any more counts as UTC. */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }
}
