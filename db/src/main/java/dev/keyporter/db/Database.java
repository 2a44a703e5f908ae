package dev.keyporter.db;

import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.SIGNING_SECRET;

import dev.keyporter.db.access.AccessTokens;
import dev.keyporter.db.access.KeyRotation;
import dev.keyporter.db.access.ProviderKeys;
import dev.keyporter.db.access.SigningSecrets;
import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.account.Organizations;
import dev.keyporter.db.account.Users;
import dev.keyporter.db.backup.Backups;
import dev.keyporter.db.backup.MigrationCopy;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.Compaction;
import dev.keyporter.db.engine.ConnectionPool;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.engine.DeadInstance;
import dev.keyporter.db.engine.FreeSpace;
import dev.keyporter.db.engine.Instance;
import dev.keyporter.db.engine.Instances;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.engine.Watch;
import dev.keyporter.db.journal.Journal;
import dev.keyporter.db.journal.JournalFolder;
import dev.keyporter.db.ledger.Budgets;
import dev.keyporter.db.ledger.LimitLeases;
import dev.keyporter.db.limit.AccessLimits;
import dev.keyporter.db.refusal.RefusalLog;
import dev.keyporter.db.refusal.Refusals;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.MasterKeySource;
import dev.keyporter.db.setting.Prices;
import dev.keyporter.db.setting.Settings;
import dev.keyporter.db.traffic.ExpiredRecords;
import dev.keyporter.db.traffic.InterruptedRequests;
import dev.keyporter.db.traffic.LateUsage;
import dev.keyporter.db.traffic.ProviderReferences;
import dev.keyporter.db.traffic.RatingOverview;
import dev.keyporter.db.traffic.Ratings;
import dev.keyporter.db.traffic.RedactionRules;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.db.usage.Usage;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.access.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * The shared database, open in this process. Any number of processes, and any number of these in
 * one process, may have the same one open.
 */
public final class Database implements AutoCloseable {
  /** How long a list waits for the journals to be folded. */
  private static final Duration READ_PATIENCE = Duration.ofMillis(500);

  /** How long that waits for them which must not miss anything. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ConnectionPool pool;
  private final DataDirectory directory;
  private final Transactions transactions;
  private final Changes changes;
  private final Instances instances;
  private final AdminLog adminLog;
  private final Organizations organizations;
  private final Users users;
  private final ProviderKeys providerKeys;
  private final AccessTokens accessTokens;
  private final SigningSecrets signingSecrets;
  private final KeyRotation keyRotation;
  private final RequestLog requestLog;
  private final @Nullable JournalFolder journals;
  private final @Nullable Journal journal;
  private final LateUsage lateUsage;
  private final InterruptedRequests interrupted;
  private final Requests requests;
  private final RefusalLog refusalLog;
  private final Refusals refusals;
  private final Usage usage;
  private final Settings settings;
  private final Prices prices;
  private final ExpiredRecords expired;
  private final Ratings ratings;
  private final RatingOverview ratingOverview;
  private final ProviderReferences references;
  private final RedactionRules redactionRules;
  private final AccessLimits limits;
  private final LimitLeases limitLeases;
  private final Budgets budgets;
  private final Clock clock;
  private final Backups backups;
  private final Watch watch;
  private final Optional<Compaction> compaction;

  private Database(
      ConnectionPool pool,
      DataDirectory directory,
      Clock clock,
      @Nullable Secret masterKey,
      Runnable beforeBlocking) {
    this.clock = clock;
    this.pool = pool;
    this.directory = directory;
    Runnable beforeWriting =
        pool.dialect() == SQLDialect.H2 ? new FreeSpace(directory)::require : () -> {};
    this.transactions =
        new Transactions(pool.source(), pool.dialect(), beforeBlocking, beforeWriting);
    this.changes = new Changes(transactions);
    this.instances = new Instances(pool, transactions, directory, clock);
    boolean hasJournal = pool.dialect() == SQLDialect.H2;
    DataDirectory folder = hasJournal ? directory.inner("journal") : null;
    this.journals = folder == null ? null : new JournalFolder(folder);
    this.journal = folder == null ? null : new Journal(folder, instances.own().id());
    this.adminLog =
        new AdminLog(
            transactions,
            changes,
            instances.own(),
            clock,
            System.getProperty("user.name", ""),
            () -> settle(PATIENCE));
    this.organizations = new Organizations(transactions, adminLog, clock);
    this.users = new Users(transactions, adminLog, clock);
    var cipher =
        new KeyCipher(
            new MasterKeySource(
                directory, masterKey, () -> transactions.read(Database::holdsSecrets)));
    this.providerKeys = new ProviderKeys(transactions, changes, adminLog, cipher, clock);
    this.accessTokens = new AccessTokens(transactions, adminLog, clock);
    this.signingSecrets = new SigningSecrets(transactions, cipher, clock);
    this.keyRotation = new KeyRotation(adminLog, cipher, instances.own());
    var sums = new UsageRecorder(transactions, instances.own()::slot);
    changes.listen(sums::forget);
    this.interrupted = new InterruptedRequests(sums);
    this.requestLog = new RequestLog(transactions, instances.own().id(), sums, instances::confirm);
    this.refusalLog = new RefusalLog(transactions, instances.own());
    this.refusals = new Refusals(transactions);
    // What is read of the record holds all that was answered before.
    Transactions record = transactions.after(() -> settle(READ_PATIENCE)).patient();
    this.lateUsage = new LateUsage(record, sums);
    this.usage = new Usage(record);
    this.settings = new Settings(transactions, adminLog);
    this.prices = new Prices(transactions, adminLog, clock);
    changes.listen(prices::forget);
    this.expired = new ExpiredRecords(record);
    this.requests = new Requests(record, transactions);
    this.ratings = new Ratings(record);
    this.ratingOverview = new RatingOverview(record);
    this.references = new ProviderReferences(transactions, () -> settle(PATIENCE));
    this.redactionRules = new RedactionRules(transactions, adminLog);
    this.limits = new AccessLimits(transactions, adminLog, clock);
    this.limitLeases = new LimitLeases(transactions, instances.own().id(), clock);
    this.budgets = new Budgets(record);
    this.backups = new Backups(pool, transactions, directory, changes, adminLog, cipher, clock);
    backups.tidy();
    recover(sums);
    this.watch = new Watch(pool, changes, instances, () -> recover(sums));
    this.compaction = Compaction.of(pool, directory);
  }

  private boolean recover(UsageRecorder sums) {
    return sums.patiently(
        () -> {
          instances.recover(dead -> foldJournal(dead, sums), this::interrupt);
          return true;
        });
  }

  /** What it answered comes first: only what has no end then was interrupted. */
  private DeadInstance foldJournal(DeadInstance dead, UsageRecorder sums) {
    if (journals == null) {
      return dead;
    }
    return journals
        .fold(dead.id(), new RequestLog(transactions, dead.id(), sums))
        .map(first -> dead.openFrom(first.value()))
        .orElse(dead);
  }

  /** Waits until what any process answered before is in the database. */
  private void settle(Duration patience) {
    if (journal != null && journals != null) {
      journal.settle(patience);
      journals.awaitFolded(patience);
    }
  }

  private void interrupt(DSLContext sql, DeadInstance dead) {
    interrupted.mark(sql, dead.id(), dead.oldestOpen());
    LimitLeases.release(sql, dead.id(), UtcTime.now(clock));
  }

  /** Opens the database with the master key in its file. */
  public static Database open(DatabaseSettings settings, Clock clock) {
    return open(settings, clock, null);
  }

  /**
   * Opens the database, makes it where there is none, and brings its schema up to date.
   *
   * @param masterKey the master key itself, where the environment gives it; null where it is in its
   *     file
   * @throws DatabaseException when the database cannot be reached, used or brought up to date
   */
  public static Database open(DatabaseSettings settings, Clock clock, @Nullable Secret masterKey) {
    return open(settings, clock, masterKey, () -> {});
  }

  /**
   * The same, for programs with threads that must never wait.
   *
   * @param beforeBlocking called on each thread that is about to wait for the database
   */
  public static Database open(
      DatabaseSettings settings, Clock clock, @Nullable Secret masterKey, Runnable beforeBlocking) {
    DataDirectory directory = DataDirectory.open(settings.dataDirectory());
    ConnectionPool pool =
        ConnectionPool.open(settings, directory, new MigrationCopy(directory, clock));
    try {
      return new Database(pool, directory, clock, masterKey, beforeBlocking);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static boolean holdsSecrets(DSLContext sql) {
    return sql.fetchExists(SIGNING_SECRET) || sql.fetchExists(PROVIDER_KEY);
  }

  public Organizations organizations() {
    return organizations;
  }

  public Users users() {
    return users;
  }

  public ProviderKeys providerKeys() {
    return providerKeys;
  }

  public AccessTokens accessTokens() {
    return accessTokens;
  }

  public SigningSecrets signingSecrets() {
    return signingSecrets;
  }

  public KeyRotation keyRotation() {
    return keyRotation;
  }

  public RequestLog requestLog() {
    return requestLog;
  }

  /** What makes entries of the record durable before the database does; where it is embedded. */
  public Optional<Journal> journal() {
    return Optional.ofNullable(journal);
  }

  public LateUsage lateUsage() {
    return lateUsage;
  }

  public Requests requests() {
    return requests;
  }

  public RefusalLog refusalLog() {
    return refusalLog;
  }

  public Refusals refusals() {
    return refusals;
  }

  public Usage usage() {
    return usage;
  }

  public Settings settings() {
    return settings;
  }

  public Prices prices() {
    return prices;
  }

  public ExpiredRecords expired() {
    return expired;
  }

  public Ratings ratings() {
    return ratings;
  }

  public RatingOverview ratingOverview() {
    return ratingOverview;
  }

  public ProviderReferences references() {
    return references;
  }

  public RedactionRules redactionRules() {
    return redactionRules;
  }

  public AccessLimits limits() {
    return limits;
  }

  /** Hands out parts of limits to this process. */
  public LimitLeases limitLeases() {
    return limitLeases;
  }

  /** How much of budgets is gone. */
  public Budgets budgets() {
    return budgets;
  }

  public AdminLog adminLog() {
    return adminLog;
  }

  public Backups backups() {
    return backups;
  }

  /** This process. */
  public Instance instance() {
    return instances.own();
  }

  /**
   * Lets the other processes know where this one's proxy listens.
   *
   * @param uri null where it does not
   */
  public void serveAt(@Nullable String uri) {
    instances.serveAt(uri);
  }

  /** Where the proxies of the other living processes on this database listen. */
  public List<String> servingElsewhere() {
    return instances.servingElsewhere();
  }

  public Changes changes() {
    return changes;
  }

  /** Size of the embedded database in bytes; empty where the database is another one. */
  public OptionalLong embeddedBytes() {
    return pool.dialect() == SQLDialect.H2 ? directory.databaseBytes() : OptionalLong.empty();
  }

  /** Ends this process's part: nothing may be written after. */
  @Override
  public void close() {
    compaction.ifPresent(Compaction::close);
    watch.close();
    if (journal == null || journal.isFolded()) {
      instances.end(this::interrupt);
    } else {
      instances.abandon();
    }
    if (journal != null) {
      journal.close();
    }
    pool.close();
  }
}
