package dev.keyporter.db;

import dev.keyporter.db.engine.DatabaseSettings;

class H2RefusalTest extends RefusalSuite {
  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.EmbeddedH2(directory.resolve("data"));
  }
}
