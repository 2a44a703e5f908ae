package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.account.Recording;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Says in place of something why it is not there. */
final class Notes {
  private Notes() {}

  static VBox note(String icon, String words) {
    var label = new Label(words, Icons.of(icon, IconSize.STATE));
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    var box = new VBox(label);
    box.getStyleClass().add("kp-note");
    return box;
  }

  /** Why there are no bodies. */
  static VBox noBodies(Inspected inspected, Texts texts) {
    if (inspected.isPending()) {
      return note("fth-loader", texts.text("noBodies.pending"));
    }
    if (inspected.recording() == Recording.METADATA) {
      return note("fth-eye-off", texts.text("noBodies.metadata"));
    }
    if (inspected.recording() == Recording.COUNTS) {
      return note("fth-eye-off", texts.text("noBodies.counts"));
    }
    return note("fth-archive", texts.text("noBodies.gone"));
  }
}
