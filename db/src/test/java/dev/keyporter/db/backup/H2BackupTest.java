package dev.keyporter.db.backup;

import dev.keyporter.db.TestPostgres;
import dev.keyporter.db.engine.DatabaseSettings;
import java.nio.file.Path;

class H2BackupTest extends BackupSuite {
  @Override
  DatabaseSettings settings(Path dataDirectory) {
    return new DatabaseSettings.EmbeddedH2(dataDirectory);
  }

  @Override
  DatabaseSettings otherKind(Path dataDirectory) {
    return new DatabaseSettings.Postgres(dataDirectory, TestPostgres.newDatabase());
  }
}
