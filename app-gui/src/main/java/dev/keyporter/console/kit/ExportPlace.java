package dev.keyporter.console.kit;

import dev.keyporter.proxy.export.Export;
import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Asks where an export goes; begins in the folder of the one before. */
public final class ExportPlace {
  private static final String FOLDER = "requests.export.folder";

  private final FileDialogs dialogs;
  private final Preferences preferences;
  private final Times times;
  private final Texts texts;
  private final String what;

  /**
   * A place for one kind of export.
   *
   * @param texts hold the words, named {@code export.…}
   * @param what begins the file's name
   */
  public ExportPlace(
      FileDialogs dialogs, Preferences preferences, Times times, Texts texts, String what) {
    this.dialogs = dialogs;
    this.preferences = preferences;
    this.times = times;
    this.texts = texts;
    this.what = what;
  }

  /** The chosen file; null where none was. */
  public @Nullable Path ask(Scene scene, Export.Format format) {
    String extension = format.name().toLowerCase(Locale.ROOT);
    var chooser = new FileChooser();
    chooser.setTitle(texts.text("export.title"));
    chooser.setInitialFileName(name(extension));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(texts.text("export." + extension), "*." + extension));
    preferences
        .text(FOLDER)
        .map(File::new)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    File chosen = dialogs.save(chooser, scene.getWindow());
    if (chosen == null) {
      return null;
    }
    preferences.set(FOLDER, chosen.getAbsoluteFile().getParent());
    return chosen.toPath();
  }

  private String name(String extension) {
    LocalDate today = LocalDate.ofInstant(times.clock().instant(), times.zone());
    return what + "-" + today + "." + extension;
  }
}
