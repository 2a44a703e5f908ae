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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The processes that share the database: enters this one and finds those that died. */
public final class Instances {
  /** How long the row of a process that ended is kept. */
  private static final Duration KEPT = Duration.ofDays(30);

  /**
   * Where a process has begun no request yet, as a command never does: at its end nobody looks for
   * one among those of the others, who may have recorded a million meanwhile.
   */
  private static final long NOTHING_OPEN = Long.MAX_VALUE;

  /**
   * Lets the other statements of a transaction of PostgreSQL's wait five seconds for a lock, less
   * than their connection has for an answer: the server goes on to wait for one whose client has
   * left, and keeps its connection.
   */
  private static final Field<String> SHORT_LOCK_WAITS =
      DSL.field("set_config('lock_timeout', '5s', true)", String.class);

  private static final Logger LOG = Logger.getLogger(Instances.class.getName());

  private final Transactions transactions;
  private final SignsOfLife life;
  private final Clock clock;
  private final Instance own;

  /**
   * Enters this process.
   *
   * @param directory where H2's locks are, beside its file
   */
  public Instances(
      ConnectionPool pool, Transactions transactions, DataDirectory directory, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.life =
        pool.dialect() == SQLDialect.POSTGRES
            ? new Heartbeats()
            : new FileLocks(directory.inner("instances"));
    UUID id = RowIds.next();
    if (!life.begin(id)) {
      throw new DatabaseException(Kind.UNREACHABLE, "The database cannot be reached.");
    }
    this.own = new Instance(id, register(id));
  }

  private int register(UUID id) {
    return transactions.write(
        sql -> {
          int slot = enter(sql, id);
          Instant keptSince = UtcTime.now(clock).minus(KEPT);
          sql.deleteFrom(INSTANCE).where(INSTANCE.ENDED_AT.lt(UtcTime.column(keptSince))).execute();
          return slot;
        });
  }

  /** Makes the row of a living process, or opens it again; with a slot that no other one has. */
  private int enter(DSLContext sql, UUID id) {
    waitForTurn(sql);
    Instant now = UtcTime.now(clock);
    int slot = freeSlot(sql, id);
    sql.insertInto(INSTANCE)
        .set(INSTANCE.ID, id)
        .set(INSTANCE.SLOT, slot)
        .set(INSTANCE.HOST, host())
        .set(INSTANCE.PID, ProcessHandle.current().pid())
        .set(INSTANCE.STARTED_AT, UtcTime.column(now))
        .set(INSTANCE.OLDEST_OPEN, NOTHING_OPEN)
        .onDuplicateKeyUpdate()
        .set(INSTANCE.SLOT, slot)
        .setNull(INSTANCE.ENDED_AT)
        .execute();
    return slot;
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

  /** Whether others need to see {@link #beat} from this process. */
  boolean beats() {
    return switch (life) {
      case Heartbeats _ -> true;
      case FileLocks _ -> false;
    };
  }

  /** Shows that this process lives, and opens its row again where others took it for dead. */
  void beat(DedicatedConnection connection) {
    int open =
        connection.run(
            sql ->
                sql.update(INSTANCE)
                    .set(INSTANCE.HEARTBEAT, INSTANCE.HEARTBEAT.plus(1))
                    .where(INSTANCE.ID.eq(own.id()), INSTANCE.ENDED_AT.isNull())
                    .execute());
    if (open == 0) {
      transactions.write(
          sql -> {
            confirm(sql);
            return own;
          });
    }
  }

  /**
   * Makes sure, as part of a transaction that records requests of this process, that others see it
   * alive, so that somebody ends those requests should it die: keeps them from taking it for dead
   * until the transaction ends, and takes another slot where they have done so before.
   */
  public void confirm(DSLContext sql) {
    if (beats() && !isOpen(sql)) {
      own.moveTo(enter(sql, own.id()));
      LOG.warning("Others had taken this process for dead. It goes on.");
    }
  }

  /** Its lock lets heartbeats pass, and nobody who would end the row. */
  private boolean isOpen(DSLContext sql) {
    return sql.select(SHORT_LOCK_WAITS)
            .from(INSTANCE)
            .where(INSTANCE.ID.eq(own.id()), INSTANCE.ENDED_AT.isNull())
            .forKeyShare()
            .fetchOne()
        != null;
  }

  /**
   * Finds the processes that died and marks each as ended, after {@code recovery} has put right
   * what it left behind, in the same transaction. Several processes may find the same one. Where a
   * transaction of the dead one is still open, since the server has not noticed yet that its client
   * is gone, it is found again later.
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
    if (beats()) {
      sql.select(SHORT_LOCK_WAITS).fetch();
    }
    boolean isStill =
        sql.select(INSTANCE.ID)
                .from(INSTANCE)
                .where(
                    INSTANCE.ID.eq(dead.id()),
                    INSTANCE.ENDED_AT.isNull(),
                    INSTANCE.HEARTBEAT.eq(dead.heartbeat()))
                .forUpdate()
                .skipLocked()
                .fetchOne()
            != null;
    if (!isStill) {
      return 0;
    }
    recovery.accept(sql, dead);
    return sql.update(INSTANCE)
        .set(INSTANCE.ENDED_AT, UtcTime.column(UtcTime.now(clock)))
        .where(INSTANCE.ID.eq(dead.id()))
        .execute();
  }

  private List<DeadInstance> dead() {
    List<DeadInstance> others =
        transactions.read(
            sql -> select(sql, INSTANCE.ENDED_AT.isNull().and(INSTANCE.ID.ne(own.id()))));
    return life.dead(others);
  }

  private static List<DeadInstance> select(DSLContext sql, Condition which) {
    return sql.select(INSTANCE.ID, INSTANCE.OLDEST_OPEN, INSTANCE.HEARTBEAT)
        .from(INSTANCE)
        .where(which)
        .fetch(
            row ->
                new DeadInstance(
                    row.get(INSTANCE.ID),
                    row.get(INSTANCE.OLDEST_OPEN),
                    row.get(INSTANCE.HEARTBEAT)));
  }

  /** Ends this process's part without a word: the others will find it dead and take over. */
  public void abandon() {
    life.close();
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
      life.close();
    }
  }
}
