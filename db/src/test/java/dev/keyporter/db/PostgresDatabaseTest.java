package dev.keyporter.db;

import dev.keyporter.db.engine.DatabaseSettings;

class PostgresDatabaseTest extends DatabaseSuite {
  private final String url = TestPostgres.newDatabase();

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.Postgres(directory.resolve("data"), url);
  }

  @Override
  DatabaseSettings fresh() {
    return new DatabaseSettings.Postgres(directory.resolve("fresh"), TestPostgres.newDatabase());
  }
}
