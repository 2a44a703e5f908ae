package dev.keyporter.proxy.time;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at each of some things again and again while there are any, on one virtual thread. For time
 * limits that nearly nothing reaches: a timer for each would wake another thread twice, to set it
 * and to take it back, which a quick request feels.
 *
 * @param <T> told apart by equals
 */
public final class Rounds<T> {
  private static final Logger LOG = Logger.getLogger(Rounds.class.getName());

  private final String name;
  private final long nanos;
  private final Consumer<T> look;
  private final Set<T> members = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isGoing = new AtomicBoolean();

  /** Said once, not every round. */
  private final AtomicBoolean isTold = new AtomicBoolean();

  /**
   * @param name of the thread
   * @param interval between two rounds
   * @param look must be quick; where it throws, the rounds go on
   */
  public Rounds(String name, Duration interval, Consumer<T> look) {
    this.name = name;
    this.nanos = interval.toNanos();
    this.look = look;
  }

  /** From now on it is looked at, first within an interval. */
  public void add(T member) {
    members.add(member);
    if (!isGoing.get() && isGoing.compareAndSet(false, true)) {
      boolean hasBegun = false;
      try {
        Thread.ofVirtual().name(name).start(this::go);
        hasBegun = true;
      } finally {
        isGoing.set(hasBegun);
      }
    }
  }

  /** A look that has begun may still end after this. */
  public void remove(T member) {
    members.remove(member);
  }

  /** Does something with each, beside the rounds. */
  public void forEach(Consumer<T> action) {
    members.forEach(action);
  }

  private void goRound() {
    try {
      for (T member : members) {
        look(member);
      }
    } catch (Throwable thrown) {
      tell(thrown);
    }
  }

  /** What one look throws, errors included, must not end the looks at all others. */
  private void look(T member) {
    try {
      look.accept(member);
    } catch (Throwable thrown) {
      tell(thrown);
    }
  }

  private void tell(Throwable thrown) {
    try {
      if (isTold.compareAndSet(false, true)) {
        LOG.log(Level.WARNING, thrown, () -> "A look of the " + name + " failed.");
      }
    } catch (Throwable _) {
      // There is no memory even for that; the rounds matter more.
    }
  }

  private void go() {
    do {
      while (!members.isEmpty()) {
        LockSupport.parkNanos(nanos);
        goRound();
      }
      isGoing.set(false);
    } while (!members.isEmpty() && isGoing.compareAndSet(false, true));
  }
}
