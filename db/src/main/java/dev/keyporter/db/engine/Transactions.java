package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in the database. Where the connection broke, the whole work runs again, for up to
 * {@link #PATIENCE}: with H2 the connections of every process break when the process that opened
 * the file first ends.
 */
public final class Transactions {
  /** How long work is tried again before it fails. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final DSLContext context;
  private final Runnable beforeBlocking;
  private final Runnable beforeWriting;

  public Transactions(DataSource source, SQLDialect dialect) {
    this(source, dialect, () -> {}, () -> {});
  }

  /**
   * Transactions of a program with threads that must never wait.
   *
   * @param beforeBlocking called on each thread that is about to wait for the database
   * @param beforeWriting called before each attempt at a transaction that writes; may refuse it
   */
  public Transactions(
      DataSource source, SQLDialect dialect, Runnable beforeBlocking, Runnable beforeWriting) {
    this(DSL.using(source, dialect, settings()), beforeBlocking, beforeWriting);
  }

  private Transactions(DSLContext context, Runnable beforeBlocking, Runnable beforeWriting) {
    this.context = context;
    this.beforeBlocking = beforeBlocking;
    this.beforeWriting = beforeWriting;
  }

  /** The same for work that has to wait for something else first. */
  public Transactions after(Runnable preparation) {
    return new Transactions(
        context,
        () -> {
          beforeBlocking.run();
          preparation.run();
        },
        beforeWriting);
  }

  /** The same for reports and the like, whose single statements may take minutes. */
  public Transactions patient() {
    if (dialect() != SQLDialect.POSTGRES) {
      return this;
    }
    ConnectionProvider hurried = context.configuration().connectionProvider();
    var patient =
        new ConnectionProvider() {
          @Override
          public @Nullable Connection acquire() {
            Connection connection = hurried.acquire();
            if (connection != null) {
              lengthen(connection);
            }
            return connection;
          }

          @Override
          public void release(Connection connection) {
            hurried.release(connection);
          }
        };
    return new Transactions(
        context.configuration().derive(patient).dsl(), beforeBlocking, beforeWriting);
  }

  /** Lets the single statements of a transaction take minutes. */
  public static void takeTime(DSLContext sql) {
    if (sql.dialect() == SQLDialect.POSTGRES) {
      sql.connection(Transactions::lengthen);
    }
  }

  /** Until it is given back to the pool. */
  private static void lengthen(Connection connection) {
    try {
      connection.setNetworkTimeout(Runnable::run, (int) ConnectionPool.LONG_ANSWER.toMillis());
    } catch (SQLException e) {
      throw new DataAccessException("No connection.", e);
    }
  }

  /** Statements on a connection whose transaction is made elsewhere. */
  public static DSLContext on(Connection connection, SQLDialect dialect) {
    return DSL.using(connection, dialect, settings());
  }

  private static Settings settings() {
    return new Settings()
        .withRenderSchema(false)
        .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
        .withRenderNameCase(RenderNameCase.LOWER_IF_UNQUOTED)
        .withExecuteLogging(false);
  }

  /** The database's dialect, H2 or POSTGRES. */
  public SQLDialect dialect() {
    return context.dialect();
  }

  /**
   * Runs queries; again if the connection broke.
   *
   * @throws DatabaseException when the database cannot answer
   */
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    beforeBlocking.run();
    return patiently(() -> work.apply(context));
  }

  /**
   * Runs work in one transaction; again as a whole if the connection broke or another transaction
   * was in the way, so it must be repeatable, even where the first commit did reach the database.
   *
   * @throws DatabaseException when the database cannot do it; of kind {@code CONFLICT} when
   *     something unique is there already
   */
  public <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    beforeBlocking.run();
    return patiently(
        () -> {
          beforeWriting.run();
          return context.transactionResult(configuration -> work.apply(configuration.dsl()));
        });
  }

  static <T extends @Nullable Object> T patiently(Supplier<T> work) {
    long start = System.nanoTime();
    for (int attempt = 0; ; attempt++) {
      try {
        return work.get();
      } catch (DataAccessException e) {
        SQLException failure = Failures.sqlCause(e).orElse(null);
        if (failure == null) {
          throw new DatabaseException(DatabaseException.Kind.OTHER, "The database failed.");
        }
        boolean again = Failures.isBroken(failure) || Failures.isContended(failure);
        if (!again
            || Thread.currentThread().isInterrupted()
            || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw Failures.translate(failure);
        }
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    long millis = Math.min(LONGEST_PAUSE.toMillis(), 5L << Math.min(attempt, 10));
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
