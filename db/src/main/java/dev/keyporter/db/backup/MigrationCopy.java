package dev.keyporter.db.backup;

import dev.keyporter.db.engine.BeforeMigration;
import dev.keyporter.db.engine.DataDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jooq.SQLDialect;

/** Keeps a backup of a database before a newer program changes its tables. */
public final class MigrationCopy implements BeforeMigration {
  private final DataDirectory directory;
  private final Clock clock;

  public MigrationCopy(DataDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public void run(Connection connection, SQLDialect dialect, int version) throws SQLException {
    var copies = new KeptCopies(directory, "migration");
    Instant now = clock.instant();
    Path file = copies.next(now);
    Snapshot.begin(connection, dialect);
    KeptCopies.write(file, connection, version, now, Progress.NONE);
    copies.prune(null);
  }
}
