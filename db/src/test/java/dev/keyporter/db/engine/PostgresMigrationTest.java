package dev.keyporter.db.engine;

import dev.keyporter.db.TestPostgres;

class PostgresMigrationTest extends MigrationSuite {
  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.Postgres(folder, TestPostgres.newDatabase());
  }
}
