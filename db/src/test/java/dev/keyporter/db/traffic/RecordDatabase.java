package dev.keyporter.db.traffic;

import dev.keyporter.db.TestPostgres;
import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.BeforeMigration;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.ConnectionPool;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.engine.Instances;
import dev.keyporter.db.engine.Transactions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.jooq.SQLDialect;

/** An empty database of either kind, with this process's row in it. */
final class RecordDatabase implements AutoCloseable {
  final Transactions transactions;
  final AdminLog adminLog;
  private final ConnectionPool pool;
  private final Instances instances;

  RecordDatabase(SQLDialect dialect, Path folder) {
    var settings =
        dialect == SQLDialect.POSTGRES
            ? new DatabaseSettings.Postgres(folder, TestPostgres.newDatabase())
            : new DatabaseSettings.EmbeddedH2(folder);
    var directory = DataDirectory.open(folder);
    pool = ConnectionPool.open(settings, directory, BeforeMigration.NOTHING);
    transactions = new Transactions(pool.source(), pool.dialect());
    instances = new Instances(pool, transactions, directory, Clock.systemUTC());
    adminLog =
        new AdminLog(
            transactions, new Changes(transactions), instances.own(), Clock.systemUTC(), "tester");
  }

  UUID instance() {
    return instances.own().id();
  }

  @Override
  public void close() {
    instances.end((_, _) -> {});
    pool.close();
  }
}
