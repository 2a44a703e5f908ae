package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.backup.BackupException;
import dev.keyporter.db.backup.Backups;
import dev.keyporter.db.backup.MigrationCopy;
import dev.keyporter.db.backup.Progress;
import dev.keyporter.db.backup.StagedBackup;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.MasterKeySource;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with one migration more than this one opens what this one made; on each kind. */
abstract class MigrationSuite {
  private static final Migrations LATER =
      new Migrations(
          List.of(
              Migrations.OWN.locations().getFirst(), "classpath:dev/keyporter/db/latermigration"),
          1000);

  /** What the first version had. */
  private static final Migrations FIRST = new Migrations(Migrations.OWN.locations(), 1);

  private static final String FIRST_VERSION =
      """
      insert into organization (id, name, created_at)
        values ('00000000-0000-0000-0000-000000000001', 'Acme', timestamp with time zone '2026-11-20 12:00:00+00');
      insert into provider_key (id, organization_id, name, base_url, last_four, secret, key_version, created_at)
        values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'main',
          'http://127.0.0.1:11434/v1', '1234', cast('x' as bytea), 1, timestamp with time zone '2026-11-20 12:00:00+00');
      insert into request (id, instance_id, organization_id, route, streamed, status, created_at, cost_certainty, cost_usd)
        values (1, '00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000001',
          'responses.create', false, 'completed', timestamp with time zone '2026-11-20 12:00:00+00', 'exact', 0.5);
      """;

  @TempDir Path folder;

  abstract DatabaseSettings settings();

  private DataDirectory directory() {
    return DataDirectory.open(folder);
  }

  private ConnectionPool openLater(DatabaseSettings settings) {
    return ConnectionPool.open(
        settings, directory(), new MigrationCopy(directory(), Clock.systemUTC()), LATER);
  }

  private List<Path> copies() throws IOException {
    Path backups = folder.resolve("backups");
    if (!Files.exists(backups)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(backups)) {
      return files.toList();
    }
  }

  @Test
  void isBackedUpBeforeAMigrationAndTheBackupRestoresThroughIt() throws IOException {
    DatabaseSettings settings = settings();
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      database.organizations().create("Acme");
    }
    assertEquals(List.of(), copies());
    try (ConnectionPool pool = openLater(settings)) {
      assertEquals(1, copies().size());
      assertEquals("Acme none", organization(pool));
      pool.apart(
          connection ->
              connection.createStatement().executeUpdate("update organization set note = 'later'"));
      assertEquals("Acme later", organization(pool));
      restore(pool, copies().getFirst());
      assertEquals("Acme none", organization(pool));
    }
    try (ConnectionPool pool = openLater(settings)) {
      assertEquals(1, copies().stream().filter(MigrationSuite::isOfMigration).count());
      assertEquals("Acme none", organization(pool));
    }
  }

  @Test
  void keepsWhatTheFirstVersionRecorded() throws IOException {
    DatabaseSettings settings = settings();
    try (ConnectionPool pool =
        ConnectionPool.open(
            settings, directory(), new MigrationCopy(directory(), Clock.systemUTC()), FIRST)) {
      pool.apart(connection -> connection.createStatement().execute(FIRST_VERSION));
    }
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      assertEquals(1, copies().stream().filter(MigrationSuite::isOfMigration).count());
      ProviderKey key = database.providerKeys().all().getFirst();
      assertEquals("main", key.name());
      assertNull(key.prices());
      assertEquals(ProviderKind.OPENAI, key.provider());
      RequestSummary row = database.requests().page(RequestFilter.ALL, null, 10).rows().getFirst();
      assertEquals(CostCertainty.EXACT, row.cost().certainty());
      assertEquals(Usd.of("0.5"), row.cost().amount());
      assertEquals(List.of(), row.cost().reasons());
      assertNull(row.requestedTier());
      assertEquals("responses.create", row.route());
      assertNull(row.target());
      assertEquals(Paths.ALL, database.organizations().list().getFirst().paths());
      assertTrue(database.providerKeys().setPrices(key.id(), KeyPrices.NONE));
      assertEquals(KeyPrices.NONE, database.providerKeys().find(key.id()).orElseThrow().prices());
      assertTrue(database.providerKeys().setPrices(key.id(), KeyPrices.ANTHROPIC));
    }
  }

  private static boolean isOfMigration(Path file) {
    return file.getFileName().toString().startsWith("before-migration-");
  }

  private void restore(ConnectionPool pool, Path file) {
    var transactions = new Transactions(pool.source(), pool.dialect());
    var instances = new Instances(pool, transactions, directory(), Clock.systemUTC());
    var changes = new Changes(transactions);
    var log = new AdminLog(transactions, changes, instances.own(), Clock.systemUTC(), "tester");
    var cipher = new KeyCipher(new MasterKeySource(directory(), null, () -> false));
    var backups =
        new Backups(pool, transactions, directory(), changes, log, cipher, Clock.systemUTC());
    try (StagedBackup staged = backups.check(file, Progress.NONE)) {
      assertEquals(1, staged.summary().contents().organizations());
      staged.restore(Progress.NONE);
    }
    instances.end((_, _) -> {});
  }

  private static String organization(ConnectionPool pool) {
    return pool.apart(
        connection -> {
          try (ResultSet row =
              connection.createStatement().executeQuery("select name, note from organization")) {
            assertTrue(row.next());
            return row.getString(1) + " " + row.getString(2);
          }
        });
  }

  @Test
  void doesNotMigrateWhereItCannotBeBackedUp() throws Exception {
    DatabaseSettings settings = settings();
    Database.open(settings, Clock.systemUTC()).close();
    Files.writeString(folder.resolve("backups"), "in the way");
    var failure = assertThrows(RuntimeException.class, () -> openLater(settings));
    assertTrue(
        failure instanceof DatabaseException || failure instanceof BackupException,
        () -> failure.toString());
    Files.delete(folder.resolve("backups"));
    Database.open(settings, Clock.systemUTC()).close();
    assertFalse(Files.exists(folder.resolve("backups")));
  }
}
