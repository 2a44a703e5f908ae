package dev.keyporter.db.backup;

import org.jspecify.annotations.Nullable;

/** A backup was not made or not restored. The message is a sentence for people. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What someone can do something about. */
  public enum Kind {
    /** Whoever asked for it does not want it any more. */
    CANCELLED,
    /** A file of that name is there already. */
    EXISTS,
    /** The file or the directory for it cannot be written. */
    NOT_WRITABLE,
    /** The disk is used up. */
    FULL,
    /** There is no such file, or it cannot be read. */
    NOT_READABLE,
    /** The file is something else. */
    NO_BACKUP,
    /** The file was cut off or changed. */
    DAMAGED,
    /** A newer version of the program made it. */
    NEWER,
    /** Its secrets need the passphrase it was made with. */
    PASSPHRASE_NEEDED,
    /** The passphrase is another one. */
    WRONG_PASSPHRASE,
    /** Its secrets need a master key that is not here. */
    OTHER_MASTER_KEY
  }

  private final Kind kind;

  BackupException(Kind kind, String message) {
    this(kind, message, null);
  }

  BackupException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static BackupException damaged(@Nullable Throwable cause) {
    return new BackupException(
        Kind.DAMAGED,
        "The backup is damaged: it was cut off or changed. Nothing was replaced.",
        cause);
  }
}
