package dev.keyporter.db.engine;

import org.jspecify.annotations.Nullable;

/**
 * The database could not do what was asked. The message is a sentence for people: it never holds
 * SQL, row contents or a password.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as someone can do something about it. */
  public enum Kind {
    /** No connection within the time given to retries. */
    UNREACHABLE,
    /** The schema was made by a newer version of the program. */
    NEWER_THAN_PROGRAM,
    /** The data directory or the database cannot be written. */
    NOT_WRITABLE,
    /** The disk, or the room given to the database, is used up. */
    FULL,
    /** The database refused the user or the password. */
    WRONG_PASSWORD,
    /** The settings do not name a database. */
    BAD_SETTINGS,
    /** Others held what was needed until the time for retries was over. */
    BUSY,
    /** Something unique is there already. */
    CONFLICT,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;

  public DatabaseException(Kind kind, String message) {
    this(kind, message, null);
  }

  public DatabaseException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
