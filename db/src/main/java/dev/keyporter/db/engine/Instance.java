package dev.keyporter.db.engine;

import java.util.UUID;

/** This process, as the others that share the database see it. */
public final class Instance {
  private final UUID id;
  private volatile int slot;

  Instance(UUID id, int slot) {
    this.id = id;
    this.slot = slot;
  }

  public UUID id() {
    return id;
  }

  /**
   * A number from 0 to 1023 that no other living process has. Ask for it each time: it changes if
   * this process was cut off from the database for so long that others took it for dead.
   */
  public int slot() {
    return slot;
  }

  void moveTo(int newSlot) {
    slot = newSlot;
  }
}
