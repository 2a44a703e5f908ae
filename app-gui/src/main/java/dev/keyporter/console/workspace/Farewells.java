package dev.keyporter.console.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What screens leave to be done at the program's end, while the database is still open, and to be
 * asked before it.
 */
public final class Farewells {
  private static final Logger LOG = Logger.getLogger(Farewells.class.getName());

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Consumer<Runnable>> questions = new ArrayList<>();

  /** Adds a task; it may block for a moment, and runs on a thread of its own. */
  public void add(Runnable task) {
    tasks.add(task);
  }

  /**
   * Adds a question for when the window is about to close, on JavaFX's thread.
   *
   * @param question gets what closes it, and calls that at once or after an answer
   */
  public void ask(Consumer<Runnable> question) {
    questions.add(question);
  }

  /** Asks all questions, one after the other, and goes where none holds it back. */
  public void askAll(Runnable go) {
    Runnable next = go;
    for (Consumer<Runnable> question : questions.reversed()) {
      Runnable after = next;
      next = () -> question.accept(after);
    }
    next.run();
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
