package dev.keyporter.db.backup;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.ConnectionPool;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.ExclusiveTransaction;
import dev.keyporter.db.engine.FileSwap;
import dev.keyporter.db.engine.StagingDatabase;
import dev.keyporter.db.engine.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.SQLDialect;

/** Puts a checked backup in place of what there is. */
final class Replacement {
  /** Recording a request locks tables in this order; in another, two might wait crosswise. */
  private static final List<String> RECORDED =
      List.of(
          "request", "exchange", "body_piece", "provider_reference", "access_token", "usage_sum");

  private final ConnectionPool pool;
  private final DataDirectory directory;
  private final StagingDatabase staging;
  private final Continuation continuation;
  private final AdminLog log;
  private final Clock clock;
  private final KeptCopies copies;

  Replacement(
      ConnectionPool pool,
      DataDirectory directory,
      StagingDatabase staging,
      AdminLog log,
      Clock clock) {
    this.pool = pool;
    this.directory = directory;
    this.staging = staging;
    this.continuation = new Continuation(staging, log);
    this.log = log;
    this.clock = clock;
    this.copies = new KeptCopies(directory, KeptCopies.RESTORE);
  }

  /** Replaces. */
  Replaced run(BackupSummary backup, Progress progress) {
    // What was answered before belongs to what is replaced, and is kept with it.
    log.settle();
    boolean isNothing = pool.apart(Replacement::isEmpty);
    Instant now = clock.instant();
    Path copy = copies.next(now);
    Replaced replaced =
        pool.dialect() == SQLDialect.H2
            ? swapFiles(backup, copy, now, isNothing, progress)
            : replaceRows(backup, copy, now, isNothing, progress);
    copies.prune(backup.file());
    return replaced;
  }

  private static boolean isEmpty(Connection present) throws SQLException {
    return TableShape.countRows(present, TableShape.all(present)) == 0;
  }

  /** H2's file grows tenfold when everything in it is replaced, so another takes its place. */
  private Replaced swapFiles(
      BackupSummary backup, Path copy, Instant now, boolean isNothing, Progress progress) {
    new RowCount(progress, Stage.REPLACING, 1);
    Path old = copies.raw(now);
    var swap = new FileSwap(pool, directory);
    swap.run(staging, present -> continuation.carryOver(present, SQLDialect.H2, backup), old);
    if (isNothing) {
      remove(old);
      return new Replaced.Nothing();
    }
    // Too late to cancel.
    Progress watched =
        (stage, done, total) -> {
          progress.goOn(stage, done, total);
          return true;
        };
    try {
      swap.read(
          old, (connection, version) -> KeptCopies.write(copy, connection, version, now, watched));
    } catch (BackupException | DatabaseException _) {
      return new Replaced.AsDatabase(old);
    }
    remove(old);
    return new Replaced.AsBackup(copy);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // It goes with the next that are pruned.
    }
  }

  private Replaced replaceRows(
      BackupSummary backup, Path copy, Instant now, boolean isNothing, Progress progress) {
    List<TableShape> shapes = pool.apart(TableShape::all);
    new ExclusiveTransaction(pool)
        .run(
            inOrder(shapes),
            present -> {
              if (!isNothing) {
                // Nothing that was answered falls between it and what follows.
                KeptCopies.write(copy, present, pool.version(), now, progress);
              }
              continuation.carryOver(present, pool.dialect(), backup);
              replaceRows(present, shapes, progress);
              return present;
            });
    return isNothing ? new Replaced.Nothing() : new Replaced.AsBackup(copy);
  }

  private static List<String> inOrder(List<TableShape> shapes) {
    List<String> tables = new ArrayList<>(shapes.stream().map(TableShape::name).toList());
    tables.sort(
        Comparator.comparingInt(
            name -> RECORDED.contains(name) ? RECORDED.indexOf(name) : RECORDED.size()));
    return tables;
  }

  private void replaceRows(Connection present, List<TableShape> shapes, Progress progress)
      throws SQLException {
    Connection staged = staging.connection();
    var count = new RowCount(progress, Stage.REPLACING, TableShape.countRows(staged, shapes));
    try (Statement statement = present.createStatement()) {
      for (TableShape shape : shapes.reversed()) {
        statement.executeUpdate("delete from " + shape.name());
      }
    }
    var copy = new TableCopy(staged, present, count);
    for (TableShape shape : shapes) {
      copy.rows(shape);
      Numbering.goOn(present, pool.dialect(), shape);
    }
    Changes.raise(Transactions.on(present, pool.dialect()));
    count.tell();
  }
}
