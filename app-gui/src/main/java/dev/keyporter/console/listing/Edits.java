package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.workspace.Workspace;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Changes made by a click: done in the background one after another, told of in a notice, some with
 * a way back. Used on JavaFX's thread.
 */
public final class Edits {
  private final Workspace workspace;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean isBusy;

  public Edits(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Does something that cannot be undone, or need not be. */
  public void make(Runnable change, String done) {
    run(change, () -> workspace.notices().say(done), () -> {});
  }

  /** Does something, and offers to undo it. */
  public void make(Runnable change, String done, Runnable undo) {
    make(change, done, undo, () -> {});
  }

  /**
   * Does something, and offers to undo it.
   *
   * @param failed where it could not be done: shows again what holds
   */
  public void make(Runnable change, String done, Runnable undo, Runnable failed) {
    run(change, () -> workspace.notices().say(done, () -> run(undo, () -> {}, () -> {})), failed);
  }

  /** The last of several clicks is the one that holds, so none may overtake another. */
  private void run(Runnable change, Runnable after, Runnable failed) {
    waiting.add(() -> start(change, after, failed));
    if (!isBusy) {
      next();
    }
  }

  private void next() {
    Runnable first = waiting.poll();
    isBusy = first != null;
    if (first != null) {
      first.run();
    }
  }

  private void start(Runnable change, Runnable after, Runnable failed) {
    workspace
        .background()
        .run(
            () -> {
              change.run();
              return true;
            },
            _ -> {
              next();
              after.run();
            },
            failure -> {
              next();
              failed.run();
              workspace.notices().say(Failure.of(failure));
            });
  }
}
