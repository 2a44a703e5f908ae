package dev.keyporter.db.engine;

import java.util.List;
import java.util.UUID;

/** Tells the living processes from the dead. */
sealed interface SignsOfLife extends AutoCloseable permits FileLocks, Heartbeats {
  /**
   * Gives a sign of this process, before its row is there: nobody must ever see the row without.
   *
   * @return false where that failed for now
   */
  boolean begin(UUID own);

  /**
   * Those that are dead, for certain.
   *
   * @param suspects all other processes whose rows say that they live
   */
  List<DeadInstance> dead(List<DeadInstance> suspects);

  /** Gives no sign any more. */
  @Override
  void close();
}
