package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.EOFException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Reads what a failure of JDBC means: whether to try again, and what to tell people. */
final class Failures {
  /** States of H2 that say the connection or the embedded database behind it is gone. */
  private static final Set<String> H2_BROKEN =
      Set.of("90007", "90067", "90098", "90108", "90121", "90135");

  /** Serialization failures, deadlocks and lock timeouts: the same work may pass a moment later. */
  private static final Set<String> CONTENDED =
      Set.of("40001", "40P01", "55P03", "HYT00", "HYT01", "90131");

  private Failures() {}

  static Optional<SQLException> sqlCause(Throwable failure) {
    SQLException found = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && (found == null || state(found).isEmpty())) {
        found = sql;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The connection is of no use any more. */
  static boolean isBroken(SQLException failure) {
    String state = state(failure);
    return state.startsWith("08")
        || state.startsWith("57P0")
        || H2_BROKEN.contains(state)
        || isLockedByEndingProcess(state)
        || isFileClosed(failure)
        || isCutOff(failure, state)
        || isFromPool(failure, state);
  }

  static boolean isContended(SQLException failure) {
    return CONTENDED.contains(state(failure));
  }

  static boolean isUniqueViolation(SQLException failure) {
    return state(failure).equals("23505");
  }

  static DatabaseException translate(SQLException failure) {
    String state = state(failure);
    if (isUniqueViolation(failure)) {
      return new DatabaseException(Kind.CONFLICT, "Something of that name is there already.");
    }
    if (state.startsWith("28")) {
      return new DatabaseException(
          Kind.WRONG_PASSWORD, "The database refused the user name or the password.", failure);
    }
    if (state.equals("53100") || saysNoSpace(failure)) {
      return new DatabaseException(
          Kind.FULL, "The disk that holds the database is full. Free some space on it.", failure);
    }
    if (state.equals("25006") || state.equals("42501") || state.equals("90097")) {
      return new DatabaseException(
          Kind.NOT_WRITABLE, "The database cannot be written: it is read-only for this user.");
    }
    if (state.equals("3D000")) {
      return new DatabaseException(
          Kind.UNREACHABLE, "The database server has no database of that name.", failure);
    }
    if (state.equals("53300")) {
      return new DatabaseException(
          Kind.UNREACHABLE, "The database server has no free connection.", failure);
    }
    if (isBroken(failure)) {
      return new DatabaseException(Kind.UNREACHABLE, "The database cannot be reached.", failure);
    }
    if (state.equals("90028") || state.equals("90030")) {
      return new DatabaseException(
          Kind.OTHER,
          "The database's file cannot be read. If it is damaged, restore a backup.",
          failure);
    }
    if (isContended(failure)) {
      return new DatabaseException(Kind.BUSY, "The database is too busy. Try again.", failure);
    }
    // Other messages may quote row contents, so only the state is kept.
    return new DatabaseException(Kind.OTHER, "The database failed (state " + state + ").");
  }

  /** H2 refuses the file while the process that had it open is still letting go of it. */
  private static boolean isLockedByEndingProcess(String state) {
    return state.equals("90020");
  }

  /** H2 calls it a general error when its file closes in the middle of a statement. */
  private static boolean isFileClosed(SQLException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ClosedChannelException
          || (t instanceof MVStoreException store
              && store.getErrorCode() == DataUtils.ERROR_CLOSED)) {
        return true;
      }
    }
    return false;
  }

  /**
   * In the middle of the rows of a query, H2's client tells of a process that ended and had opened
   * the file for it as of a file that cannot be read.
   */
  private static boolean isCutOff(SQLException failure, String state) {
    if (!state.equals("90028")) {
      return false;
    }
    boolean isOfConnection = false;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MVStoreException) {
        return false;
      }
      isOfConnection |= t instanceof EOFException || t instanceof SocketException;
    }
    return isOfConnection;
  }

  /** Databases give a state, the pool does not: it had no connection, or had closed this one. */
  private static boolean isFromPool(SQLException failure, String state) {
    return state.isEmpty() || failure instanceof SQLTransientConnectionException;
  }

  private static boolean saysNoSpace(SQLException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && message.contains("No space left on device")) {
        return true;
      }
    }
    return false;
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
