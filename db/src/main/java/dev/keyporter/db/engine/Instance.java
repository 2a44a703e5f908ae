package dev.keyporter.db.engine;

import static dev.keyporter.db.generated.Tables.INSTANCE;

import dev.keyporter.model.traffic.RequestId;
import java.util.UUID;

/** This process, as the others that share the database see it. */
public final class Instance {
  private final UUID id;
  private final Transactions transactions;
  private volatile int slot;

  Instance(UUID id, int slot, Transactions transactions) {
    this.id = id;
    this.slot = slot;
    this.transactions = transactions;
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

  /**
   * Says that no request below this id is still pending, so that a recovery need not look there.
   * Meant to be called at most once a second.
   */
  public void noteOldestOpen(RequestId oldest) {
    transactions.write(
        sql ->
            sql.update(INSTANCE)
                .set(INSTANCE.OLDEST_OPEN, oldest.value())
                .where(INSTANCE.ID.eq(id))
                .execute());
  }
}
