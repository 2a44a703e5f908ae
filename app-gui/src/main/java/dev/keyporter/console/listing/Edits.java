package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.workspace.Workspace;

/** Changes made by a click: done in the background, told of in a notice, some with a way back. */
public final class Edits {
  private final Workspace workspace;

  public Edits(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Does something that cannot be undone, or need not be. */
  public void make(Runnable change, String done) {
    run(change, () -> workspace.notices().say(done));
  }

  /** Does something, and offers to undo it. */
  public void make(Runnable change, String done, Runnable undo) {
    run(change, () -> workspace.notices().say(done, () -> run(undo, () -> {})));
  }

  private void run(Runnable change, Runnable after) {
    workspace
        .background()
        .run(
            () -> {
              change.run();
              return true;
            },
            _ -> after.run(),
            failure -> workspace.notices().say(Failure.of(failure)));
  }
}
