package dev.keyporter.console.kit;

import java.io.File;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks where a file is to go: the system's own dialog, unless there is none. */
public interface SaveDialog {
  /** The system's own. */
  SaveDialog SYSTEM = FileChooser::showSaveDialog;

  /**
   * Asks, and waits for the answer.
   *
   * @param prepared says which kinds of files there are and where to begin
   * @return the chosen file; null where none was
   */
  @Nullable File ask(FileChooser prepared, Window owner);
}
