package dev.keyporter.db.backup;

/** Follows long work, and may end it. Called often, on the working thread. */
@FunctionalInterface
public interface Progress {
  /** What is being done. */
  enum Stage {
    /** Writing a backup. */
    SAVING,
    /** Reading a backup and trying it out. */
    CHECKING,
    /** Keeping a copy of what is about to be replaced. */
    KEEPING,
    /** Replacing. */
    REPLACING
  }

  /** Nobody looks, nobody cancels. */
  Progress NONE = (_, _, _) -> true;

  /**
   * Tells how far it is.
   *
   * @param done rows, from 0 to {@code total}
   * @return false to give up, which leaves everything as it was
   */
  boolean goOn(Stage stage, long done, long total);
}
