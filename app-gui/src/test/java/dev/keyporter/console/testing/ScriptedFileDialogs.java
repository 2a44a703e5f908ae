package dev.keyporter.console.testing;

import dev.keyporter.console.kit.FileDialogs;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Answers like somebody who keeps the proposed name and picks a folder, or who cancels. */
public final class ScriptedFileDialogs implements FileDialogs {
  private volatile @Nullable Path folder;
  private volatile @Nullable Path file;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Says what the answers are from now on, where a file is saved.
   *
   * @param picked the folder; null to cancel
   */
  public void pick(@Nullable Path picked) {
    folder = picked;
  }

  /**
   * Says what the answers are from now on, where a file is opened.
   *
   * @param picked the file; null to cancel
   */
  public void pickFile(@Nullable Path picked) {
    file = picked;
  }

  /** How often one was opened. */
  public int asked() {
    return asked.get();
  }

  @Override
  public @Nullable File save(FileChooser prepared, Window owner) {
    asked.incrementAndGet();
    Path into = folder;
    return into == null ? null : into.resolve(prepared.getInitialFileName()).toFile();
  }

  @Override
  public @Nullable File open(FileChooser prepared, Window owner) {
    asked.incrementAndGet();
    Path picked = file;
    return picked == null ? null : picked.toFile();
  }
}
