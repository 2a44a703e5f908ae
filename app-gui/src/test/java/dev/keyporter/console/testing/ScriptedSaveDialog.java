package dev.keyporter.console.testing;

import dev.keyporter.console.kit.SaveDialog;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Answers like somebody who keeps the proposed name and picks a folder, or who cancels. */
public final class ScriptedSaveDialog implements SaveDialog {
  private volatile @Nullable Path folder;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Says what the answers are from now on.
   *
   * @param picked the folder; null to cancel
   */
  public void pick(@Nullable Path picked) {
    folder = picked;
  }

  /** How often it was opened. */
  public int asked() {
    return asked.get();
  }

  @Override
  public @Nullable File ask(FileChooser prepared, Window owner) {
    asked.incrementAndGet();
    Path into = folder;
    return into == null ? null : into.resolve(prepared.getInitialFileName()).toFile();
  }
}
