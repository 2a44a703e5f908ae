package dev.keyporter.console.refused;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.console.kit.ExportPlace;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.proxy.export.Export;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** Writes all that is kept of refused requests into a file. */
final class RefusedExport {
  private final Workspace workspace;
  private final Texts texts = Texts.of(RefusedExport.class);
  private final MenuButton button = new MenuButton();

  RefusedExport(Workspace workspace) {
    this.workspace = workspace;
    button.setId("refused-export");
    button.setText(texts.text("export"));
    button.setGraphic(Icons.of("fth-download", IconSize.STATE));
    button.setMinWidth(MenuButton.USE_PREF_SIZE);
    button.getItems().setAll(item(Export.Format.CSV), item(Export.Format.JSONL));
  }

  MenuButton button() {
    return button;
  }

  private MenuItem item(Export.Format format) {
    String name = format.name().toLowerCase(Locale.ROOT);
    var item = new MenuItem(texts.text("export." + name));
    item.setId("refused-export-" + name);
    item.setOnAction(_ -> ask(format));
    return item;
  }

  private void ask(Export.Format format) {
    Path chosen =
        new ExportPlace(
                workspace.fileDialogs(),
                workspace.preferences(),
                workspace.times(),
                texts,
                "refused-requests")
            .ask(button.getScene(), format);
    if (chosen != null) {
      workspace
          .background()
          .run(
              () -> write(chosen, format),
              written -> workspace.notices().say(texts.text("exported", written, chosen)),
              failure -> workspace.notices().say(words(failure)));
    }
  }

  private int write(Path file, Export.Format format) throws IOException {
    List<RefusedRequests> lines =
        workspace.database().refusals().list(RefusalFilter.ALL, Integer.MAX_VALUE);
    try (var writer = Files.newBufferedWriter(file, UTF_8);
        var out = new PrintWriter(writer)) {
      Export<RefusedRequests> export = Export.ofRefusals(out, format);
      export.begin();
      lines.forEach(export::write);
      export.end();
      if (out.checkError()) {
        throw new IOException("The file could not be written to its end.");
      }
    }
    return lines.size();
  }

  private Failure words(Exception failure) {
    return failure instanceof IOException
        ? new Failure(texts.text("export.failed"), texts.text("export.next"))
        : Failure.of(failure);
  }
}
