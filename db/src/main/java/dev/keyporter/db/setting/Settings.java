package dev.keyporter.db.setting;

import static dev.keyporter.db.generated.Tables.SETTING;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.traffic.Retention;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Settings of the database's, the same for every process that shares it. */
public final class Settings {
  private static final String BODY_DAYS = "retention.body_days";
  private static final String ROW_DAYS = "retention.row_days";

  /** A setting has no id of its own in the log of changes. */
  private static final UUID NO_ID = new UUID(0, 0);

  private final Transactions transactions;
  private final AdminLog log;

  public Settings(Transactions transactions, AdminLog log) {
    this.transactions = transactions;
    this.log = log;
  }

  /** How long the record is kept; everything for ever, unless set otherwise. */
  public Retention retention() {
    return transactions.read(sql -> new Retention(number(sql, BODY_DAYS), number(sql, ROW_DAYS)));
  }

  /** Sets how long the record is kept; false where that is how it was. */
  public boolean setRetention(Retention retention) {
    return log.write(
        change -> {
          boolean bodies = store(change, BODY_DAYS, text(retention.bodyDays()));
          boolean rows = store(change, ROW_DAYS, text(retention.rowDays()));
          return bodies || rows;
        });
  }

  private static boolean store(AdminLog.Transaction change, String name, @Nullable String value) {
    DSLContext sql = change.sql();
    String old = find(sql, name).orElse(null);
    if (value == null ? old == null : value.equals(old)) {
      return false;
    }
    sql.deleteFrom(SETTING).where(SETTING.NAME.eq(name)).execute();
    if (value != null) {
      sql.insertInto(SETTING).set(SETTING.NAME, name).set(SETTING.SETTING_VALUE, value).execute();
    }
    change.log("setting.change", NO_ID, name, null, value == null ? "default" : value);
    return true;
  }

  private static @Nullable Integer number(DSLContext sql, String name) {
    return find(sql, name).map(Integer::valueOf).orElse(null);
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  private static Optional<String> find(DSLContext sql, String name) {
    return sql.select(SETTING.SETTING_VALUE)
        .from(SETTING)
        .where(SETTING.NAME.eq(name))
        .fetchOptional(SETTING.SETTING_VALUE);
  }
}
