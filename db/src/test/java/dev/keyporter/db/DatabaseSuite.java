package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.account.AdminChange;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every database must do; run on each kind. */
abstract class DatabaseSuite {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final KeyScope SHARED = new KeyScope.Shared();

  @TempDir Path directory;
  Database database;

  abstract DatabaseSettings settings();

  @BeforeEach
  void open() {
    database = Database.open(settings(), CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Organization acme() {
    return database.organizations().create("Acme");
  }

  private List<String> actions() {
    return database.adminLog().list(Long.MAX_VALUE, 100).stream().map(AdminChange::action).toList();
  }

  @Test
  void keepsAnOrganizationAsItWasCreated() {
    Organization created = acme();
    assertEquals(Optional.of(created), database.organizations().find(created.id()));
    assertEquals(List.of(created), database.organizations().list());
    assertEquals(NOW, created.createdAt());
  }

  @Test
  void allowsSeveralOrganizationsOfOneName() {
    Organization first = acme();
    Organization second = acme();
    assertEquals(List.of(first, second), database.organizations().findByName("Acme"));
  }

  @Test
  void changesAnOrganizationAndSaysWhetherItDid() {
    OrganizationId id = acme().id();
    assertTrue(database.organizations().rename(id, "Apex"));
    assertFalse(database.organizations().rename(id, "Apex"));
    assertTrue(database.organizations().setRecording(id, Recording.COUNTS));
    assertTrue(database.organizations().setIncludeStreamUsage(id, false));
    assertTrue(database.organizations().setPaths(id, Paths.INFERENCE));
    assertFalse(database.organizations().setPaths(id, Paths.INFERENCE));
    assertEquals(
        Optional.of(new Organization(id, "Apex", Recording.COUNTS, false, Paths.INFERENCE, NOW)),
        database.organizations().find(id));
    assertEquals(
        List.of(
            "organization.set_paths",
            "organization.set_include_stream_usage",
            "organization.set_recording",
            "organization.rename",
            "organization.create"),
        actions());
  }

  @Test
  void hidesADeletedOrganization() {
    OrganizationId id = acme().id();
    assertTrue(database.organizations().delete(id));
    assertFalse(database.organizations().delete(id));
    assertEquals(Optional.empty(), database.organizations().find(id));
    assertEquals(List.of(), database.organizations().list());
  }

  @Test
  void logsWhoDidWhatToWhatAndWhen() {
    Organization acme = acme();
    AdminChange change = database.adminLog().list(Long.MAX_VALUE, 1).getFirst();
    assertEquals(
        new AdminChange(
            change.id(),
            NOW,
            System.getProperty("user.name"),
            "organization.create",
            acme.id().value(),
            "Acme",
            acme.id(),
            null),
        change);
  }

  @Test
  void listsTheLogPageByPage() {
    acme();
    acme();
    acme();
    var log = database.adminLog();
    long last = log.list(Long.MAX_VALUE, 2).getLast().id();
    assertEquals(1, log.list(last, 2).size());
  }

  @Test
  void findsChangesByTheirWordsAndByWhatWasChanged() {
    Organization acme = acme();
    database.organizations().rename(acme.id(), "Apex");
    var log = database.adminLog();
    assertEquals(
        List.of("organization.rename"),
        log.search("to APEX", Long.MAX_VALUE, 10).stream().map(AdminChange::action).toList());
    assertEquals(2, log.search("acme", Long.MAX_VALUE, 10).size());
    acme();
    assertEquals(2, log.of(acme.id().value(), Long.MAX_VALUE, 10).size());
  }

  @Test
  void refusesASecondUserOfOneName() {
    OrganizationId acme = acme().id();
    database.users().create(acme, "alice");
    var failure =
        assertThrows(DatabaseException.class, () -> database.users().create(acme, "alice"));
    assertEquals(DatabaseException.Kind.CONFLICT, failure.kind());
    assertEquals("The organization already has a user of that name.", failure.getMessage());
  }

  @Test
  void tellsUsersApartByCase() {
    OrganizationId acme = acme().id();
    User lower = database.users().firstSight(acme, "alice");
    assertNotEquals(lower, database.users().firstSight(acme, "Alice"));
  }

  @Test
  void restoresADeletedUserWithItsId() {
    OrganizationId acme = acme().id();
    User alice = database.users().create(acme, "alice");
    assertTrue(database.users().delete(alice.id()));
    assertEquals(List.of(), database.users().list(acme));
    assertEquals(UserState.DELETED, database.users().firstSight(acme, "alice").state());
    assertEquals(alice, database.users().create(acme, "alice"));
    assertEquals(List.of(alice), database.users().list(acme));
  }

  @Test
  void disablesAndEnablesAUser() {
    OrganizationId acme = acme().id();
    User alice = database.users().create(acme, "alice");
    assertTrue(database.users().disable(alice.id()));
    assertEquals(UserState.DISABLED, database.users().firstSight(acme, "alice").state());
    assertTrue(database.users().enable(alice.id()));
    assertEquals(Optional.of(alice), database.users().find(alice.id()));
  }

  @Test
  void refusesToRenameAUserToATakenName() {
    OrganizationId acme = acme().id();
    database.users().create(acme, "alice");
    User bob = database.users().create(acme, "bob");
    var failure =
        assertThrows(DatabaseException.class, () -> database.users().rename(bob.id(), "alice"));
    assertEquals(DatabaseException.Kind.CONFLICT, failure.kind());
    assertTrue(database.users().rename(bob.id(), "robert"));
    assertEquals("robert", database.users().find(bob.id()).orElseThrow().name());
  }

  @Test
  void makesOneUserOfManyFirstSightsInTwoProcesses() throws Exception {
    OrganizationId acme = acme().id();
    try (Database other = Database.open(settings(), CLOCK)) {
      var turn = new AtomicInteger();
      Set<User> seen =
          new HashSet<>(
              atOnce(
                  64,
                  () -> {
                    Database one = turn.getAndIncrement() % 2 == 0 ? database : other;
                    return one.users().firstSight(acme, "alice");
                  }));
      assertEquals(1, seen.size());
    }
    assertEquals(1, database.users().list(acme).size());
  }

  @Test
  void makesOneSigningSecretHoweverManyAsk() throws Exception {
    try (Database other = Database.open(settings(), CLOCK)) {
      var turn = new AtomicInteger();
      Set<Object> seen =
          new HashSet<>(
              atOnce(
                  16,
                  () -> {
                    Database one = turn.getAndIncrement() % 2 == 0 ? database : other;
                    return one.signingSecrets().current().id();
                  }));
      assertEquals(1, seen.size());
      assertEquals(
          List.of(32),
          other.signingSecrets().all().stream().map(secret -> secret.reveal().length).toList());
    }
  }

  @Test
  void keepsAKeyAndItsSecret() {
    OrganizationId acme = acme().id();
    var wanted =
        new NewProviderKey(
            SHARED, "main", URI.create("http://localhost:11434/v1"), "org-1", "proj-1", true);
    ProviderKey key =
        database.providerKeys().create(acme, wanted, new Secret("sk-very-secret-1234"));
    assertEquals("1234", key.lastFour());
    assertEquals(List.of(key), database.providerKeys().list(acme));
    assertEquals(List.of(key), database.providerKeys().findByName("main"));
    assertEquals("sk-very-secret-1234", database.providerKeys().unseal(key.id()).reveal());
    assertEquals(Set.of(), database.providerKeys().unreadable(acme));
  }

  @Test
  void choosesTheUsersOwnKeyThenTheNewestSharedOne() {
    OrganizationId acme = acme().id();
    User alice = database.users().create(acme, "alice");
    User bob = database.users().create(acme, "bob");
    var keys = database.providerKeys();
    assertEquals(Optional.empty(), keys.activeFor(acme, alice.id(), ProviderKind.OPENAI));
    ProviderKey old = keys.create(acme, NewProviderKey.openai(SHARED, "old"), secret());
    ProviderKey shared = keys.create(acme, NewProviderKey.openai(SHARED, "new"), secret());
    var personal = new KeyScope.Personal(alice.id());
    ProviderKey own = keys.create(acme, NewProviderKey.openai(personal, "own"), secret());

    assertEquals(Optional.of(own), keys.activeFor(acme, alice.id(), ProviderKind.OPENAI));
    assertEquals(Optional.of(shared), keys.activeFor(acme, bob.id(), ProviderKind.OPENAI));
    assertEquals(Optional.of(shared), keys.activeFor(acme, null, ProviderKind.OPENAI));
    assertTrue(keys.deactivate(own.id()));
    assertEquals(Optional.of(shared), keys.activeFor(acme, alice.id(), ProviderKind.OPENAI));
    assertTrue(keys.delete(shared.id()));
    assertEquals(Optional.of(old), keys.activeFor(acme, alice.id(), ProviderKind.OPENAI));
    assertTrue(keys.activate(own.id()));
    assertEquals(Optional.of(own), keys.activeFor(acme, alice.id(), ProviderKind.OPENAI));
  }

  @Test
  void replacesASecretAndForgetsThatTheOldOneWasRejected() {
    OrganizationId acme = acme().id();
    var keys = database.providerKeys();
    ProviderKey key = keys.create(acme, NewProviderKey.openai(SHARED, "main"), secret());
    keys.markRejected(key.id());
    assertEquals(Optional.of(NOW), keys.find(key.id()).orElseThrow().rejected());
    assertTrue(keys.replace(key.id(), new Secret("sk-another-secret-9876")));
    ProviderKey replaced = keys.find(key.id()).orElseThrow();
    assertEquals("9876", replaced.lastFour());
    assertEquals(Optional.empty(), replaced.rejected());
    assertEquals("sk-another-secret-9876", keys.unseal(key.id()).reveal());
    keys.markRejected(key.id());
    keys.markAccepted(key.id());
    assertEquals(Optional.empty(), keys.find(key.id()).orElseThrow().rejected());
  }

  @Test
  void encryptsEverySecretAnewWhenTheMasterKeyChanges() {
    OrganizationId acme = acme().id();
    var keys = database.providerKeys();
    ProviderKey key = keys.create(acme, NewProviderKey.openai(SHARED, "main"), secret());
    byte[] signing = database.signingSecrets().current().reveal();
    try (Database other = Database.open(settings(), CLOCK)) {
      other.providerKeys().unseal(key.id());
      var result = database.keyRotation().rotate();
      assertEquals(2, result.encrypted());
      assertEquals(0, result.unreadable());
      assertEquals(secret().reveal(), keys.unseal(key.id()).reveal());
      // The other process still holds the old master key and must notice.
      assertEquals(secret().reveal(), other.providerKeys().unseal(key.id()).reveal());
      assertEquals(
          List.of(HexFormat.of().formatHex(signing)),
          other.signingSecrets().all().stream()
              .map(one -> HexFormat.of().formatHex(one.reveal()))
              .toList());
    }
  }

  @Test
  void encryptsNothingMoreWithAMasterKeyThatAnotherProcessExchanged() throws IOException {
    OrganizationId acme = acme().id();
    var keys = database.providerKeys();
    ProviderKey before = keys.create(acme, NewProviderKey.openai(SHARED, "before"), secret());
    Path file = settings().dataDirectory().resolve("master.key");
    String stolen = Files.readString(file);
    try (Database other = Database.open(settings(), CLOCK)) {
      other.providerKeys().unseal(before.id());
      database.keyRotation().rotate();
      ProviderKey after =
          other.providerKeys().create(acme, NewProviderKey.openai(SHARED, "after"), secret());
      assertEquals(Set.of(), keys.unreadable());
      Files.writeString(file, stolen);
      try (Database thief = Database.open(settings(), CLOCK)) {
        assertEquals(Set.of(before.id(), after.id()), thief.providerKeys().unreadable());
      }
    }
  }

  @Test
  void keepsATokenUntilItIsRevoked() {
    OrganizationId acme = acme().id();
    User alice = database.users().create(acme, "alice");
    var tokens = database.accessTokens();
    var token = tokens.create(acme, alice.id(), "laptop", NOW.plus(Duration.ofDays(365)));
    assertEquals(List.of(token), tokens.list(acme));
    assertEquals(List.of(token), tokens.findByName("laptop"));
    assertTrue(tokens.revoke(token.id()));
    assertFalse(tokens.revoke(token.id()));
    assertEquals(NOW, tokens.find(token.id()).orElseThrow().revokedAt());
  }

  @Test
  void purgesWhatWasRecordedOfAUserAndStillRefusesTheName() {
    OrganizationId acme = acme().id();
    User alice = database.users().create(acme, "alice");
    User bob = database.users().create(acme, "bob");
    var personal = new KeyScope.Personal(alice.id());
    ProviderKey key =
        database.providerKeys().create(acme, NewProviderKey.openai(personal, "own"), secret());
    RequestId hers = record(acme, alice, key, 1);
    RequestId his = record(acme, bob, key, 2);
    assertEquals(1, database.users().purge(alice.id()));
    assertEquals(Optional.empty(), database.requests().find(hers));
    assertTrue(database.requests().find(his).isPresent());
    assertEquals(List.of(), database.providerKeys().list(acme));
    assertEquals(UserState.DELETED, database.users().firstSight(acme, "alice").state());
    AdminChange change = database.adminLog().list(Long.MAX_VALUE, 1).getFirst();
    assertEquals("user.purge", change.action());
    assertEquals("1 requests erased", change.detail());
  }

  @Test
  void purgesAnOrganizationWithAllThatIsItsOwnAndNothingElse() {
    OrganizationId acme = acme().id();
    OrganizationId other = database.organizations().create("Other").id();
    User alice = database.users().create(acme, "alice");
    ProviderKey key =
        database.providerKeys().create(acme, NewProviderKey.openai(SHARED, "main"), secret());
    database.accessTokens().create(acme, alice.id(), "laptop", NOW);
    User stranger = database.users().create(other, "alice");
    record(acme, alice, key, 1);
    RequestId foreign = record(other, stranger, key, 2);
    database.organizations().delete(acme);
    assertEquals(1, database.organizations().purge(acme));
    assertEquals(0, database.organizations().purge(acme));
    assertEquals(Optional.empty(), database.users().find(alice.id()));
    assertEquals(Optional.empty(), database.providerKeys().find(key.id()));
    assertEquals(List.of(), database.accessTokens().list(acme));
    assertTrue(database.requests().find(foreign).isPresent());
    assertEquals(
        1, database.providerKeys().purge(key.id()) + database.organizations().purge(other));
  }

  private RequestId record(OrganizationId organization, User user, ProviderKey key, int count) {
    var id = RequestId.of(NOW.toEpochMilli(), database.instance().slot(), count);
    var start =
        new RequestStart(
            id,
            organization,
            user.id(),
            null,
            key.id(),
            "session",
            new Route("responses.create", true),
            "gpt-5",
            false,
            NOW,
            10);
    database.requestLog().write(List.of(new RecordEntry.Begun(start)));
    return id;
  }

  @Test
  void tellsListenersOfThisProcessAtOnceAndThoseOfOthersSoon() throws Exception {
    try (Database other = Database.open(settings(), CLOCK)) {
      var here = new AtomicInteger();
      var there = new AtomicInteger();
      try (var _ = database.changes().listen(here::incrementAndGet);
          var _ = other.changes().listen(there::incrementAndGet)) {
        acme();
        assertTrue(here.get() > 0);
        Eventually.holds("the other process hears of it", () -> there.get() > 0);
      }
      int before = here.get();
      acme();
      assertEquals(before, here.get());
    }
  }

  @Test
  void givesLivingProcessesDifferentSlots() {
    try (Database second = Database.open(settings(), CLOCK);
        Database third = Database.open(settings(), CLOCK)) {
      assertEquals(
          3,
          Set.of(database.instance().slot(), second.instance().slot(), third.instance().slot())
              .size());
    }
  }

  @Test
  void opensAFreshPlaceFromManyThreadsAtOnce() throws Exception {
    DatabaseSettings fresh = fresh();
    for (Database one : atOnce(6, () -> Database.open(fresh, CLOCK))) {
      assertDoesNotThrow(() -> one.organizations().create("Acme"));
      one.close();
    }
    try (Database last = Database.open(fresh, CLOCK)) {
      assertEquals(6, last.organizations().list().size());
    }
  }

  /** Another place of the same kind, where nothing is yet. */
  abstract DatabaseSettings fresh();

  private static Secret secret() {
    return new Secret("sk-very-secret-1234");
  }

  static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
    var barrier = new CyclicBarrier(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> results =
          IntStream.range(0, threads)
              .mapToObj(
                  _ ->
                      executor.submit(
                          () -> {
                            barrier.await();
                            return work.call();
                          }))
              .toList();
      List<T> values = new ArrayList<>();
      for (Future<T> result : results) {
        values.add(result.get());
      }
      return values;
    }
  }
}
