package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.backup.Backups;
import java.io.File;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import javafx.scene.Scene;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Asks for the files of backups; begins in the folder of the one before. */
final class BackupPlace {
  private static final String FOLDER = "backup.folder";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Texts texts = Texts.of(BackupPlace.class);
  private final Workspace workspace;

  BackupPlace(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Where to write one; null where nobody chose. */
  @Nullable Path toWrite(Scene scene) {
    FileChooser chooser = chooser("backup.make.title");
    chooser.setInitialFileName(
        "keyporter-"
            + NAME.format(workspace.times().clock().instant().atZone(workspace.times().zone()))
            + Backups.ENDING);
    return chosen(workspace.fileDialogs().save(chooser, scene.getWindow()));
  }

  /** Which one to read; null where nobody chose. */
  @Nullable Path toRead(Scene scene) {
    return chosen(workspace.fileDialogs().open(chooser("backup.restore.title"), scene.getWindow()));
  }

  private FileChooser chooser(String title) {
    var chooser = new FileChooser();
    chooser.setTitle(texts.text(title));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(texts.text("backup.files"), "*" + Backups.ENDING));
    workspace
        .preferences()
        .text(FOLDER)
        .map(File::new)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  private @Nullable Path chosen(@Nullable File file) {
    if (file == null) {
      return null;
    }
    workspace.preferences().set(FOLDER, file.getAbsoluteFile().getParent());
    return file.toPath();
  }
}
