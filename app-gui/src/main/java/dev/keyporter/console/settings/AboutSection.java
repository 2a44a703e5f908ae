package dev.keyporter.console.settings;

import dev.keyporter.console.about.AboutDialog;
import dev.keyporter.console.kit.SettingLine;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The way to what the program is made of. */
final class AboutSection {
  private final VBox view = new VBox();

  AboutSection(Workspace workspace) {
    var texts = Texts.of(AboutSection.class);
    var title = new Label(texts.text("about"));
    title.getStyleClass().add("kp-detail-title");
    var open = new Button(texts.text("about.open"));
    open.setId("settings-about");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setOnAction(_ -> AboutDialog.open(workspace));
    var line = new SettingLine();
    line.getStyleClass().add("last");
    line.setTitle(texts.text("about.open"));
    line.setDescription(texts.text("about.words"));
    line.setControl(open);
    var box = new VBox(line);
    box.getStyleClass().add("kp-settings-box");
    view.getStyleClass().add("kp-settings-section");
    view.getChildren().addAll(title, box);
  }

  Parent view() {
    return view;
  }
}
