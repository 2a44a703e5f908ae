package dev.keyporter.db.engine;

import java.util.UUID;

/**
 * A process that ended without saying so.
 *
 * @param oldestOpen no request of it with a lower id is pending
 * @param heartbeat its count when that was seen
 */
public record DeadInstance(UUID id, long oldestOpen, long heartbeat) {
  /** The same, where more is known of what may be pending. */
  public DeadInstance openFrom(long lowest) {
    return new DeadInstance(id, Math.min(lowest, oldestOpen), heartbeat);
  }
}
