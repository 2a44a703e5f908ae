package dev.keyporter.db.backup;

import static dev.keyporter.db.generated.Tables.SETTING;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/** When the state was last safe. */
final class LastBackup {
  private static final String NAME = "backup.last";

  private LastBackup() {}

  static void note(DSLContext sql, Instant moment) {
    sql.deleteFrom(SETTING).where(SETTING.NAME.eq(NAME)).execute();
    sql.insertInto(SETTING)
        .set(SETTING.NAME, NAME)
        .set(SETTING.SETTING_VALUE, moment.toString())
        .execute();
  }

  static Optional<Instant> find(DSLContext sql) {
    return sql.select(SETTING.SETTING_VALUE)
        .from(SETTING)
        .where(SETTING.NAME.eq(NAME))
        .fetchOptional(SETTING.SETTING_VALUE)
        .map(Instant::parse);
  }
}
