package dev.keyporter.db;

import dev.keyporter.db.engine.DatabaseSettings;

class H2DatabaseTest extends DatabaseSuite {
  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.EmbeddedH2(directory.resolve("data"));
  }

  @Override
  DatabaseSettings fresh() {
    return new DatabaseSettings.EmbeddedH2(directory.resolve("fresh"));
  }
}
