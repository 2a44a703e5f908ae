package dev.keyporter.db.engine;

class H2MigrationTest extends MigrationSuite {
  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.EmbeddedH2(folder);
  }
}
