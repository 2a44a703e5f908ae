package dev.keyporter.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.account.AdminChange;
import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.secret.Passphrase;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is backed up can be restored, whatever happens meanwhile; on each kind of database. */
abstract class BackupSuite {
  private static final Passphrase PASSPHRASE = new Passphrase("correct hörse battery");

  @TempDir Path directory;
  private DatabaseSettings settings;
  private Database database;
  private Path file;

  /** An empty database of the kind that is tested, with a data directory. */
  abstract DatabaseSettings settings(Path dataDirectory);

  /** An empty database of the other kind. */
  abstract DatabaseSettings otherKind(Path dataDirectory);

  @BeforeEach
  void open() {
    settings = settings(directory.resolve("data"));
    database = open(settings);
    file = directory.resolve("all.kpbackup");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Database open(DatabaseSettings settings) {
    return Database.open(settings, Clock.systemUTC());
  }

  private BackupSummary backup() {
    return database.backups().create(file, false, null, Progress.NONE);
  }

  private static void restore(Database into, Path file) {
    try (StagedBackup staged = into.backups().check(file, Progress.NONE)) {
      staged.restore(Progress.NONE);
    }
  }

  private static List<String> rows(Map<String, List<String>> dump, String table) {
    return Objects.requireNonNull(dump.get(table));
  }

  private static Map<String, List<String>> withoutLog(Map<String, List<String>> dump) {
    dump.remove("admin_change");
    rows(dump, "setting").removeIf(row -> row.contains("backup.last"));
    return dump;
  }

  @Test
  void restoresEveryRowIntoAnEmptyInstallationOfTheOtherKind() {
    SampleState state = SampleState.fill(database, 1200);
    var before = Dump.withoutSecrets(settings);
    BackupSummary summary = database.backups().create(file, false, PASSPHRASE, Progress.NONE);
    assertEquals(
        new Contents(1, 1, 1, 1, 1200, 1, summary.contents().newest()), summary.contents());

    DatabaseSettings other = otherKind(directory.resolve("other"));
    try (Database empty = open(other)) {
      try (StagedBackup staged = empty.backups().check(file, Progress.NONE)) {
        assertTrue(staged.needsPassphrase());
        assertTrue(staged.present().isEmpty());
        assertEquals(summary.contents(), staged.summary().contents());
        staged.unlock(PASSPHRASE);
        assertEquals(new Replaced.Nothing(), staged.restore(Progress.NONE));
      }
      assertEquals("sk-very-secret-1234", empty.providerKeys().unseal(state.key.id()).reveal());
      empty.signingSecrets().check();
      assertEquals("backup.restore", empty.adminLog().list(Long.MAX_VALUE, 1).getFirst().action());
    }
    var after = Dump.withoutSecrets(other);
    rows(after, "admin_change").removeIf(row -> row.contains("backup.restore"));
    rows(after, "setting").removeIf(row -> row.contains("backup.last"));
    assertEquals(before, after);
  }

  @Test
  void replacesWhatChangedAndKeepsItInABackup() {
    SampleState state = SampleState.fill(database, 20);
    var before = withoutLog(Dump.of(settings));
    backup();

    database.organizations().purge(state.acme.id());
    SampleState.fill(database, 7);
    var changed = withoutLog(Dump.of(settings));
    Path kept;
    try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
      assertFalse(staged.needsPassphrase());
      assertEquals(7, staged.present().requests());
      assertEquals(20, staged.summary().contents().requests());
      kept = assertInstanceOf(Replaced.AsBackup.class, staged.restore(Progress.NONE)).file();
    }
    assertEquals(before, withoutLog(Dump.of(settings)));

    restore(database, kept);
    assertEquals(changed, withoutLog(Dump.of(settings)));
  }

  @Test
  void writesAFileForItsOwnerAloneAndLogsIt() throws IOException {
    assertTrue(database.backups().last().isEmpty());
    backup();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("all.kpbackup"), names(directory, "all"));
    var made = database.backups().last();
    assertTrue(made.isPresent());
    restore(database, file);
    assertEquals(made, database.backups().last());
    assertEquals(
        List.of("backup.restore"),
        database.adminLog().list(Long.MAX_VALUE, 1).stream().map(AdminChange::action).toList());
  }

  private static List<String> names(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  @Test
  void replacesAFileOnlyWhenToldTo() throws IOException {
    Files.writeString(file, "something else");
    assertEquals(Kind.EXISTS, assertThrows(BackupException.class, this::backup).kind());
    assertEquals("something else", Files.readString(file));
    database.backups().create(file, true, null, Progress.NONE);
    restore(database, file);
  }

  @Test
  void leavesNothingBehindWhenCancelled() throws IOException {
    SampleState.fill(database, 600);
    var failure =
        assertThrows(
            BackupException.class,
            () ->
                database.backups().create(file, false, null, (_, done, total) -> done < total / 2));
    assertEquals(Kind.CANCELLED, failure.kind());
    assertEquals(List.of(), names(directory, "all"));
  }

  @Test
  void changesNothingWhenARestoreIsCancelledOnTheWay() {
    SampleState.fill(database, 300);
    backup();
    SampleState.fill(database, 300);
    var before = Dump.of(settings);
    try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
      var failure =
          assertThrows(
              BackupException.class,
              () ->
                  staged.restore(
                      (stage, done, total) ->
                          stage != Progress.Stage.REPLACING || done < total / 2));
      assertEquals(Kind.CANCELLED, failure.kind());
    }
    assertEquals(before, Dump.of(settings));
    restore(database, file);
    assertEquals(300, rows(Dump.of(settings), "request").size());
  }

  @Test
  void holdsOneMomentWhileOthersWrite() throws Exception {
    SampleState state = SampleState.fill(database, 500);
    try (Database neighbour = open(settings);
        Writing writing = new Writing(neighbour, state)) {
      writing.awaitMore(20);
      BackupSummary summary = backup();
      writing.awaitMore(20);
      writing.stop();
      assertTrue(summary.contents().requests() > 500);
    }
    DatabaseSettings other = otherKind(directory.resolve("other"));
    Files.createDirectories(directory.resolve("other"));
    Files.copy(directory.resolve("data/master.key"), directory.resolve("other/master.key"));
    try (Database empty = open(other)) {
      restore(empty, file);
    }
    assertSumsFit(other);
  }

  /** As many requests in the sums as there are rows that ended. */
  private static void assertSumsFit(DatabaseSettings settings) {
    Map<String, List<String>> dump = Dump.of(settings);
    long rows =
        rows(dump, "request").stream().filter(row -> !row.contains("status=pending")).count();
    long counted =
        rows(dump, "usage_sum").stream()
            .map(row -> row.split(" ", -1))
            // Quarters of an hour, the lowest of the levels.
            .filter(row -> Long.parseLong(row[0]) >>> 22 == 0)
            .mapToLong(row -> Long.parseLong(row[2]))
            .sum();
    assertEquals(rows, counted);
  }

  @Test
  void letsOthersGoOnAfterwardsWithoutLosingOrCountingAnythingTwice() throws Exception {
    SampleState state = SampleState.fill(database, 300);
    backup();
    RequestId last;
    try (Database neighbour = open(settings);
        Writing writing = new Writing(neighbour, state)) {
      writing.awaitMore(20);
      restore(database, file);
      writing.awaitMore(20);
      last = writing.stop();
      assertEquals(RequestStatus.COMPLETED, database.requests().find(last).orElseThrow().status());
    }
    assertSumsFit(settings);
  }

  @Test
  void recordsTheEndOfARequestThatWasBeingAnsweredMeanwhile() {
    SampleState state = SampleState.fill(database, 5);
    RequestStart inBoth = state.start(database);
    SampleState.begin(database, inBoth);
    backup();
    RequestStart since = state.start(database);
    SampleState.begin(database, since);
    restore(database, file);

    assertEquals(RequestStatus.PENDING, status(inBoth));
    assertEquals(RequestStatus.PENDING, status(since));
    state.end(database, inBoth);
    state.end(database, since);
    assertEquals(RequestStatus.COMPLETED, status(inBoth));
    assertEquals(RequestStatus.COMPLETED, status(since));
    assertTrue(database.requests().exchange(since.id()).isPresent());
    assertSumsFit(settings);
  }

  private RequestStatus status(RequestStart start) {
    return database.requests().find(start.id()).orElseThrow().status();
  }

  @Test
  void callsInterruptedWhatWasBeingAnsweredWhenTheBackupWasMade() {
    SampleState state = SampleState.fill(database, 5);
    RequestStart open = state.start(database);
    SampleState.begin(database, open);
    backup();
    state.end(database, open);
    restore(database, file);
    assertEquals(RequestStatus.INTERRUPTED, status(open));
    assertSumsFit(settings);
  }

  @Test
  void tellsOtherProcessesToDropWhatTheyCached() {
    SampleState.fill(database, 1);
    backup();
    try (Database neighbour = open(settings)) {
      var told = new AtomicInteger();
      var own = new AtomicInteger();
      neighbour.changes().listen(told::incrementAndGet);
      database.changes().listen(own::incrementAndGet);
      restore(database, file);
      assertTrue(own.get() > 0);
      Waiting.until("the neighbour is told", () -> told.get() > 0);
    }
  }

  @Test
  void refusesSecretsOfAnotherMasterKey() {
    SampleState.fill(database, 1);
    backup();
    DatabaseSettings other = settings(directory.resolve("other"));
    try (Database elsewhere = open(other)) {
      SampleState.fill(elsewhere, 2);
      var before = Dump.of(other);
      var failure = assertThrows(BackupException.class, () -> restore(elsewhere, file));
      assertEquals(Kind.OTHER_MASTER_KEY, failure.kind());
      assertEquals(before, Dump.of(other));
    }
  }

  @Test
  void encryptsSecretsAnewWhereTheMasterKeyIsAnother() {
    SampleState state = SampleState.fill(database, 1);
    database.backups().create(file, false, PASSPHRASE, Progress.NONE);
    DatabaseSettings other = settings(directory.resolve("other"));
    try (Database elsewhere = open(other)) {
      SampleState.fill(elsewhere, 2);
      try (StagedBackup staged = elsewhere.backups().check(file, Progress.NONE)) {
        assertEquals(
            Kind.PASSPHRASE_NEEDED,
            assertThrows(BackupException.class, () -> staged.restore(Progress.NONE)).kind());
        assertEquals(
            Kind.WRONG_PASSPHRASE,
            assertThrows(
                    BackupException.class, () -> staged.unlock(new Passphrase("correct horse")))
                .kind());
        staged.unlock(PASSPHRASE);
        staged.restore(Progress.NONE);
      }
      assertEquals("sk-very-secret-1234", elsewhere.providerKeys().unseal(state.key.id()).reveal());
    }
  }

  @Test
  void bringsBackALostMasterKey() throws IOException {
    SampleState state = SampleState.fill(database, 1);
    database.backups().create(file, false, PASSPHRASE, Progress.NONE);
    Path key = directory.resolve("data/master.key");
    String text = Files.readString(key);
    Files.delete(key);
    try (Database again = open(settings);
        StagedBackup staged = again.backups().check(file, Progress.NONE)) {
      staged.unlock(PASSPHRASE);
      staged.restore(Progress.NONE);
      assertEquals(text, Files.readString(key));
      assertEquals("sk-very-secret-1234", again.providerKeys().unseal(state.key.id()).reveal());
    }
  }

  @Test
  void refusesWhatWasCutOffOrChangedAndReplacesNothing() throws IOException {
    SampleState.fill(database, 40);
    backup();
    byte[] good = Files.readAllBytes(file);
    Map<String, List<String>> before = Dump.of(settings);
    List<String> requests = rows(before, "request");
    for (int length : List.of(100, good.length / 2, good.length - 1)) {
      Files.write(file, Arrays.copyOf(good, length));
      assertEquals(Kind.DAMAGED, kindOfRefusal());
    }
    for (int at = 200; at < good.length; at += good.length / 61) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      try {
        restore(database, file);
        // What does not matter, such as a time in the zip's directory, may be another.
        before = Dump.of(settings);
        assertEquals(requests, rows(before, "request"));
      } catch (BackupException e) {
        assertEquals(before, Dump.of(settings));
      }
    }
    Files.writeString(file, "something else");
    assertEquals(Kind.NO_BACKUP, kindOfRefusal());
    Files.delete(file);
    assertEquals(Kind.NOT_READABLE, kindOfRefusal());
    assertEquals(requests, rows(Dump.of(settings), "request"));
  }

  private Kind kindOfRefusal() {
    return assertThrows(BackupException.class, () -> restore(database, file)).kind();
  }

  @Test
  void refusesABackupOfANewerProgram() throws IOException {
    backup();
    Zips.change(file, Manifest.NAME, text -> text.replaceFirst("schema=\\d+", "schema=9999"));
    assertEquals(Kind.NEWER, kindOfRefusal());
    Zips.change(file, Manifest.NAME, text -> text.replace("format=1", "format=2"));
    assertEquals(Kind.NEWER, kindOfRefusal());
  }

  @Test
  void refusesRowsThatTheManifestDoesNotSpeakOf() throws IOException {
    SampleState.fill(database, 3);
    backup();
    Zips.change(file, Manifest.NAME, text -> text.replace("request.rows=3", "request.rows=2"));
    assertEquals(Kind.DAMAGED, kindOfRefusal());
  }

  @Test
  void keepsTheLatestCopiesOnly() throws IOException {
    SampleState.fill(database, 1);
    backup();
    for (int i = 0; i < 5; i++) {
      restore(database, file);
    }
    assertEquals(3, names(directory.resolve("data/backups"), "before-restore-").size());
    assertFalse(Files.exists(directory.resolve("data/restoring")));
  }

  /** Requests that begin and end one after the other, on another thread. */
  private static final class Writing implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger ended = new AtomicInteger();
    private final Future<RequestId> last;

    Writing(Database database, SampleState state) {
      this.last = thread.submit(() -> run(database, state));
    }

    private RequestId run(Database database, SampleState state) {
      List<RequestId> ids = new ArrayList<>();
      while (!over.get()) {
        RequestStart start = state.start(database);
        SampleState.begin(database, start);
        state.end(database, start);
        ids.add(start.id());
        ended.incrementAndGet();
      }
      return ids.getLast();
    }

    void awaitMore(int requests) {
      int before = ended.get();
      Waiting.until("requests are recorded", () -> ended.get() >= before + requests);
    }

    RequestId stop() throws InterruptedException, ExecutionException {
      over.set(true);
      return last.get();
    }

    @Override
    public void close() {
      over.set(true);
      thread.close();
    }
  }
}
