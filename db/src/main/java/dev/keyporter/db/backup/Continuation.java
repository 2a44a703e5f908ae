package dev.keyporter.db.backup;

import static dev.keyporter.db.generated.Tables.CHANGE_COUNTER;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.StagingDatabase;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.traffic.InterruptedRequests;
import dev.keyporter.db.usage.RestoredSeries;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.traffic.RequestStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/**
 * What of the present state goes on in the restored one: the processes, the requests that are being
 * answered, the numbers that processes remember. To be carried over while nobody else writes.
 */
final class Continuation {
  private static final String PENDING = " where status = 'pending'";

  private final StagingDatabase staging;
  private final AdminLog log;

  Continuation(StagingDatabase staging, AdminLog log) {
    this.staging = staging;
    this.log = log;
  }

  void carryOver(Connection present, SQLDialect dialect, BackupSummary backup) throws SQLException {
    DSLContext from = Transactions.on(present, dialect);
    settle(
        from.select(REQUEST.ID)
            .from(REQUEST)
            .where(REQUEST.STATUS.eq(RequestStatus.PENDING.label()))
            .fetch(REQUEST.ID));
    Connection connection = staging.connection();
    var copy = new TableCopy(present, connection, new RowCount(Progress.NONE, Stage.REPLACING, 0));
    copy.rows(TableShape.of(present, "request"), PENDING);
    copy.rows(
        TableShape.of(present, "provider_reference"),
        " where request_id in (select id from request" + PENDING + ")");
    copy.rows(TableShape.of(present, "instance"));
    staging
        .transactions()
        .write(
            sql -> {
              RestoredSeries.renumber(sql, from);
              sql.update(CHANGE_COUNTER)
                  .set(
                      CHANGE_COUNTER.REVISION,
                      from.select(CHANGE_COUNTER.REVISION)
                          .from(CHANGE_COUNTER)
                          .fetchSingle(CHANGE_COUNTER.REVISION))
                  .execute();
              LastBackup.note(sql, backup.createdAt());
              log.logWhole(
                  sql,
                  Backups.RESTORE,
                  backup.file(),
                  "as of "
                      + backup.createdAt()
                      + ", "
                      + backup.contents().requests()
                      + " requests");
              return sql;
            });
    for (TableShape shape : TableShape.all(connection)) {
      Numbering.goOn(connection, SQLDialect.H2, shape);
    }
  }

  /**
   * What was being answered when the backup was made, and is not any more, never ends.
   *
   * @param running what is being answered now
   */
  private void settle(List<Long> running) {
    Transactions staged = staging.transactions();
    var sums = new UsageRecorder(staged, () -> 0);
    var interrupted = new InterruptedRequests(sums);
    sums.patiently(
        () ->
            staged.write(
                sql -> {
                  sql.deleteFrom(REQUEST).where(REQUEST.ID.in(running)).execute();
                  sql.deleteFrom(PROVIDER_REFERENCE)
                      .where(PROVIDER_REFERENCE.REQUEST_ID.in(running))
                      .execute();
                  List<UUID> instances =
                      sql.selectDistinct(REQUEST.INSTANCE_ID)
                          .from(REQUEST)
                          .where(REQUEST.STATUS.eq(RequestStatus.PENDING.label()))
                          .fetch(REQUEST.INSTANCE_ID);
                  instances.forEach(instance -> interrupted.mark(sql, instance, 0));
                  return instances;
                }));
  }
}
