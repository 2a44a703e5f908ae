package dev.keyporter.db;

import dev.keyporter.db.engine.DatabaseSettings;

class PostgresRefusalTest extends RefusalSuite {
  private final String url = TestPostgres.newDatabase();

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.Postgres(directory.resolve("data"), url);
  }
}
