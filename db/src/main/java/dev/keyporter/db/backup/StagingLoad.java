package dev.keyporter.db.backup;

import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.StagingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;

/** Reads a backup into an empty database whose tables have the backup's version. */
final class StagingLoad {
  private final BackupFile backup;
  private final StagingDatabase staging;
  private final Progress progress;

  StagingLoad(BackupFile backup, StagingDatabase staging, Progress progress) {
    this.backup = backup;
    this.staging = staging;
    this.progress = progress;
  }

  /**
   * Reads everything.
   *
   * @throws BackupException where it is not what its manifest says, or breaks a rule of the tables
   */
  void run() {
    try {
      staging.run(this::load);
    } catch (DatabaseException e) {
      switch (e.kind()) {
        // Values that do not fit into the tables.
        case CONFLICT, OTHER -> throw BackupException.damaged(e);
        case FULL,
            NOT_WRITABLE,
            UNREACHABLE,
            BUSY,
            NEWER_THAN_PROGRAM,
            WRONG_PASSWORD,
            BAD_SETTINGS ->
            throw e;
      }
    }
  }

  private void load(Connection connection) throws SQLException {
    Manifest manifest = backup.manifest();
    List<TableShape> shapes = TableShape.all(connection);
    Set<String> names = shapes.stream().map(TableShape::name).collect(Collectors.toSet());
    if (!names.equals(manifest.tables().keySet())) {
      throw BackupException.damaged(null);
    }
    var count = new RowCount(progress, Stage.CHECKING, manifest.rows());
    connection.setAutoCommit(false);
    for (TableShape shape : shapes) {
      try (var writer = new TableWriter(connection, shape)) {
        backup.read(
            shape,
            row -> {
              if (writer.add(row)) {
                connection.commit();
              }
              count.next();
            });
        writer.flush();
      }
      connection.commit();
    }
    connection.setAutoCommit(true);
    for (TableShape shape : shapes) {
      Numbering.goOn(connection, SQLDialect.H2, shape);
    }
    count.tell();
  }
}
