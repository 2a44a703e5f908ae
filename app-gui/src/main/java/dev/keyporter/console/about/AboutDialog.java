package dev.keyporter.console.about;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.Version;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Which Keyporter this is, where its data are, and the licences of what is inside. */
public final class AboutDialog extends VBox {
  private final Texts texts = Texts.of(AboutDialog.class);

  private AboutDialog(Workspace workspace) {
    getStyleClass().add("kp-dialog");
    setId("about");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setFocusTraversable(true);
    var title = new Label("Keyporter " + Version.current());
    title.getStyleClass().add("kp-detail-title");
    var facts =
        new Facts()
            .add(texts.text("java"), System.getProperty("java.runtime.version", ""))
            .add(texts.text("javafx"), System.getProperty("javafx.runtime.version", ""))
            .add(
                texts.text("system"),
                System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""))
            .addCopied(
                texts.text("data"), workspace.dataDirectory().toString(), texts.text("data.copy"))
            .add(texts.text("licence"), "Apache-2.0");
    getChildren().addAll(title, facts, heading(), licences(), buttons(workspace));
  }

  /** Shows it over the window. */
  public static void open(Workspace workspace) {
    workspace.dialogs().open(new AboutDialog(workspace));
  }

  private Label heading() {
    var heading = new Label(texts.text("inside"));
    heading.getStyleClass().add("text-muted");
    return heading;
  }

  private TextArea licences() {
    var list =
        new TextArea(
            texts.text("runtime")
                + "\n"
                + Library.all().stream()
                    .map(one -> one.name() + ": " + one.licence() + ", " + one.source())
                    .collect(Collectors.joining("\n")));
    list.setId("about-licences");
    list.setEditable(false);
    list.setAccessibleText(texts.text("inside"));
    list.setPrefRowCount(10);
    list.setPrefColumnCount(56);
    return list;
  }

  private HBox buttons(Workspace workspace) {
    var feedback = new Feedback();
    var copy = new Button(texts.text("copy"));
    copy.setId("about-copy");
    copy.setOnAction(
        _ -> {
          CopyButton.toClipboard(Diagnostics.of(workspace));
          feedback.good(texts.text("copied"));
        });
    var close = new Button(texts.text("close"));
    close.setCancelButton(true);
    close.setOnAction(_ -> workspace.dialogs().close());
    var buttons = new HBox(copy, close, feedback);
    buttons.getStyleClass().add("kp-inline");
    return buttons;
  }
}
