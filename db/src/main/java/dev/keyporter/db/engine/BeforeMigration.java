package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;

/** What is done with a database that holds something before its tables are changed. */
@FunctionalInterface
public interface BeforeMigration {
  /** Does nothing. */
  BeforeMigration NOTHING = (_, _, _) -> {};

  /**
   * Called before the first change; where it throws, nothing is changed.
   *
   * @param connection in its initial state; what becomes of that does not matter
   * @param version the tables' version, at least 1
   */
  void run(Connection connection, SQLDialect dialect, int version) throws SQLException;
}
