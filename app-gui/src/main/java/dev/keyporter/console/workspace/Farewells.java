package dev.keyporter.console.workspace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What screens leave to be done at the program's end, while the database is still open. */
public final class Farewells {
  private static final Logger LOG = Logger.getLogger(Farewells.class.getName());

  private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

  /** Adds a task; it may block for a moment, and runs on a thread of its own. */
  public void add(Runnable task) {
    tasks.add(task);
  }

  /** Does what was left to do, once; what fails is only worth a line in the log. */
  public void run() {
    for (Runnable task : tasks) {
      if (tasks.remove(task)) {
        try {
          task.run();
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "Could not be done at the end.", e);
        }
      }
    }
  }
}
