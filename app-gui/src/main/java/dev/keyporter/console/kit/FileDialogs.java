package dev.keyporter.console.kit;

import java.io.File;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks where a file is, or where it is to go: the system's own dialogs, unless there are none. */
public interface FileDialogs {
  /** The system's own. */
  FileDialogs SYSTEM =
      new FileDialogs() {
        @Override
        public @Nullable File save(FileChooser prepared, Window owner) {
          return prepared.showSaveDialog(owner);
        }

        @Override
        public @Nullable File open(FileChooser prepared, Window owner) {
          return prepared.showOpenDialog(owner);
        }
      };

  /**
   * Asks for a file to write, and waits for the answer. Whether it may be replaced is asked, too.
   *
   * @param prepared says which kinds of files there are and where to begin
   * @return the chosen file; null where none was
   */
  @Nullable File save(FileChooser prepared, Window owner);

  /**
   * Asks for a file to read, and waits for the answer.
   *
   * @param prepared says which kinds of files there are and where to begin
   * @return the chosen file; null where none was
   */
  @Nullable File open(FileChooser prepared, Window owner);
}
