package dev.keyporter.db.engine;

import java.util.UUID;

/**
 * A process that ended without saying so.
 *
 * @param oldestOpen no request of it with a lower id is pending
 */
public record DeadInstance(UUID id, long oldestOpen) {}
