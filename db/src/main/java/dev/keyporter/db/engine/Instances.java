package dev.keyporter.db.engine;

import static dev.keyporter.db.generated.Tables.CHANGE_COUNTER;
import static dev.keyporter.db.generated.Tables.INSTANCE;

import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.model.traffic.RequestId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** The processes that share the database: enters this one and finds those that died. */
public final class Instances {
  /** How long the row of a process that ended is kept. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** Clocks of machines that share a PostgreSQL may differ by this much. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /**
   * How long a PostgreSQL lock must stay free before its process counts as dead: a living one whose
   * connection broke takes its lock again within a second or two.
   */
  private static final Duration POSTGRES_GRACE = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(Instances.class.getName());

  private final Transactions transactions;
  private final InstanceLocks locks;
  private final Clock clock;
  private final Duration grace;
  private final Instance own;
  private final Map<UUID, Long> freeSince = new HashMap<>();

  /**
   * Enters this process.
   *
   * @param directory where H2's locks are, beside its file
   */
  public Instances(
      ConnectionPool pool, Transactions transactions, DataDirectory directory, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    boolean shared = pool.dialect() == SQLDialect.POSTGRES;
    this.locks = shared ? new AdvisoryLocks(pool) : new FileLocks(directory.inner("instances"));
    this.grace = shared ? POSTGRES_GRACE : Duration.ZERO;
    UUID id = RowIds.next();
    // The lock comes first: nobody must ever see the row without it.
    if (!locks.take(id)) {
      throw new DatabaseException(Kind.UNREACHABLE, "The database cannot be reached.");
    }
    this.own = new Instance(id, register(id));
  }

  private int register(UUID id) {
    Instant now = UtcTime.now(clock);
    return transactions.write(
        sql -> {
          waitForTurn(sql);
          sql.deleteFrom(INSTANCE)
              .where(INSTANCE.ENDED_AT.lt(UtcTime.column(now.minus(KEPT))))
              .execute();
          int slot = freeSlot(sql, id);
          sql.insertInto(INSTANCE)
              .set(INSTANCE.ID, id)
              .set(INSTANCE.SLOT, slot)
              .set(INSTANCE.HOST, host())
              .set(INSTANCE.PID, ProcessHandle.current().pid())
              .set(INSTANCE.STARTED_AT, UtcTime.column(now))
              .set(INSTANCE.OLDEST_OPEN, RequestId.earliestAt(now.minus(CLOCK_SKEW)).value())
              .onDuplicateKeyUpdate()
              .set(INSTANCE.SLOT, slot)
              .execute();
          return slot;
        });
  }

  /** Slots are chosen by one process at a time. */
  private static void waitForTurn(DSLContext sql) {
    sql.select(CHANGE_COUNTER.REVISION).from(CHANGE_COUNTER).forUpdate().fetch();
  }

  /** The next slot after the last one given, so that a slot rests before it is used again. */
  private static int freeSlot(DSLContext sql, UUID id) {
    Set<Integer> taken =
        new HashSet<>(
            sql.select(INSTANCE.SLOT)
                .from(INSTANCE)
                .where(INSTANCE.ENDED_AT.isNull(), INSTANCE.ID.ne(id))
                .fetch(INSTANCE.SLOT));
    Integer last =
        sql.select(INSTANCE.SLOT)
            .from(INSTANCE)
            .orderBy(INSTANCE.STARTED_AT.desc(), INSTANCE.ID.desc())
            .limit(1)
            .fetchOne(INSTANCE.SLOT);
    int start = last == null ? 0 : last + 1;
    for (int i = 0; i < RequestId.SLOTS; i++) {
      int slot = (start + i) % RequestId.SLOTS;
      if (!taken.contains(slot)) {
        return slot;
      }
    }
    throw new DatabaseException(Kind.OTHER, "More than 1024 processes share the database.");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown";
    }
  }

  /** This process. */
  public Instance own() {
    return own;
  }

  /**
   * Lets the others know where this process's proxy listens.
   *
   * @param uri null where it does not
   */
  public void serveAt(@Nullable String uri) {
    transactions.write(
        sql ->
            sql.update(INSTANCE)
                .set(INSTANCE.SERVES_AT, uri)
                .where(INSTANCE.ID.eq(own.id()))
                .execute());
  }

  /** Where the proxies of the other living processes listen. */
  public List<String> servingElsewhere() {
    return transactions.read(
        sql ->
            sql.select(INSTANCE.SERVES_AT)
                .from(INSTANCE)
                .where(
                    INSTANCE.ENDED_AT.isNull(),
                    INSTANCE.ID.ne(own.id()),
                    INSTANCE.SERVES_AT.isNotNull())
                .fetch(row -> row.get(INSTANCE.SERVES_AT)));
  }

  /**
   * Takes this process's lock again if its connection broke, and undoes what others concluded from
   * its absence. To be called twice a second.
   */
  void keepOwn() {
    if (locks.isHeld() || !locks.take(own.id())) {
      return;
    }
    boolean takenForDead =
        transactions.read(
            sql ->
                sql.fetchExists(
                    INSTANCE, INSTANCE.ID.eq(own.id()).and(INSTANCE.ENDED_AT.isNotNull())));
    if (takenForDead) {
      own.moveTo(
          transactions.write(
              sql -> {
                waitForTurn(sql);
                int slot = freeSlot(sql, own.id());
                sql.update(INSTANCE)
                    .setNull(INSTANCE.ENDED_AT)
                    .set(INSTANCE.SLOT, slot)
                    .where(INSTANCE.ID.eq(own.id()))
                    .execute();
                return slot;
              }));
    }
  }

  /**
   * Finds the processes that died and marks each as ended, after {@code recovery} has put right
   * what it left behind, in the same transaction. Several processes may find the same one.
   *
   * @param before done before that transaction, in others; gives what is then known of the process
   */
  public void recover(
      UnaryOperator<DeadInstance> before, BiConsumer<DSLContext, DeadInstance> recovery) {
    for (DeadInstance found : dead()) {
      DeadInstance dead = before.apply(found);
      if (transactions.write(sql -> bury(sql, dead, recovery)) > 0) {
        LOG.info(
            () ->
                "Took over from process "
                    + dead.id()
                    + ", which died: its open requests are marked as interrupted.");
      }
    }
  }

  private int bury(
      DSLContext sql, DeadInstance dead, BiConsumer<DSLContext, DeadInstance> recovery) {
    recovery.accept(sql, dead);
    return sql.update(INSTANCE)
        .set(INSTANCE.ENDED_AT, UtcTime.column(UtcTime.now(clock)))
        .where(INSTANCE.ID.eq(dead.id()), INSTANCE.ENDED_AT.isNull())
        .execute();
  }

  private List<DeadInstance> dead() {
    List<DeadInstance> others =
        transactions.read(
            sql -> select(sql, INSTANCE.ENDED_AT.isNull().and(INSTANCE.ID.ne(own.id()))));
    return others.stream().filter(instance -> isDead(instance.id())).toList();
  }

  private static List<DeadInstance> select(DSLContext sql, Condition which) {
    return sql.select(INSTANCE.ID, INSTANCE.OLDEST_OPEN)
        .from(INSTANCE)
        .where(which)
        .fetch(row -> new DeadInstance(row.get(INSTANCE.ID), row.get(INSTANCE.OLDEST_OPEN)));
  }

  private synchronized boolean isDead(UUID instance) {
    if (!locks.isFree(instance)) {
      freeSince.remove(instance);
      return false;
    }
    long now = System.nanoTime();
    return now - freeSince.computeIfAbsent(instance, _ -> now) >= grace.toNanos();
  }

  /** Ends this process's part without a word: the others will find it dead and take over. */
  public void abandon() {
    locks.close();
  }

  /**
   * Says that this process ends in order, after the same {@code recovery}: what is still pending
   * now never ends.
   */
  public void end(BiConsumer<DSLContext, DeadInstance> recovery) {
    try {
      transactions.write(
          sql -> {
            select(sql, INSTANCE.ID.eq(own.id())).forEach(self -> bury(sql, self, recovery));
            return own;
          });
    } catch (DatabaseException _) {
      // The database is gone; the others will find this process dead.
    } finally {
      locks.close();
    }
  }
}
