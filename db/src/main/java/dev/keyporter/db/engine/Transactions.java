package dev.keyporter.db.engine;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Runs work in the database. */
public final class Transactions {
  private final DSLContext context;

  public Transactions(DataSource source, SQLDialect dialect) {
    this.context = DSL.using(source, dialect);
  }

  /** Runs a query; again if the connection broke. */
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    return work.apply(context);
  }

  /**
   * Runs work in one transaction; again as a whole if the connection broke, so it must be
   * repeatable.
   */
  public <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    return context.transactionResult(configuration -> work.apply(configuration.dsl()));
  }
}
