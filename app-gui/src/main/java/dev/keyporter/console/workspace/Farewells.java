package dev.keyporter.console.workspace;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What screens leave to be done at the program's end, while the database is still open. */
public final class Farewells {
  private static final Logger LOG = Logger.getLogger(Farewells.class.getName());

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Adds a task; it may block for a moment, and runs on a thread of its own. */
  public void add(Runnable task) {
    tasks.add(task);
  }

  /** Does what was left to do, once; what fails is only worth a line in the log. */
  public void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Could not be done at the end.", e);
      }
    }
  }
}
