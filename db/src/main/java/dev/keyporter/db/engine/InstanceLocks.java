package dev.keyporter.db.engine;

import java.util.UUID;

/** Tells the living processes from the dead: each holds a lock under its instance's id. */
sealed interface InstanceLocks extends AutoCloseable permits FileLocks, AdvisoryLocks {
  /** Takes the lock; false if that failed for now. */
  boolean take(UUID instance);

  /** Whether the lock that was taken is still held. */
  boolean isHeld();

  /** Whether nobody holds the lock, for certain. */
  boolean isFree(UUID instance);

  /** Lets go of the lock that is held. */
  @Override
  void close();
}
