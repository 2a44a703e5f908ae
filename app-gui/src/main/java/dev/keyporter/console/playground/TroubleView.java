package dev.keyporter.console.playground;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What went wrong, what to do about it, and the buttons for it; away while nothing is wrong. */
final class TroubleView extends VBox {
  private final Texts texts = Texts.of(TroubleView.class);
  private final Helps helps;
  private final Label what = new Label();
  private final Label next = new Label();
  private final Button help = new Button();

  /**
   * @param retry tries again; null where that is not offered
   */
  TroubleView(Helps helps, @Nullable Runnable retry) {
    this.helps = helps;
    getStyleClass().add("playground-trouble");
    what.getStyleClass().add("danger");
    // Beside the first line, not the middle one.
    var line = new HBox(Icons.of("fth-alert-circle", IconSize.STATE), what);
    line.getStyleClass().addAll("playground-trouble-line", "danger");
    line.setMinHeight(USE_PREF_SIZE);
    next.getStyleClass().add("kp-secondary");
    what.setWrapText(true);
    next.setWrapText(true);
    var buttons = new FlowPane();
    buttons.getStyleClass().add("playground-buttons");
    if (retry != null) {
      var again = new Button(texts.text("retry"), Icons.of("fth-refresh-cw", IconSize.INLINE));
      again.setId("turn-retry");
      again.getStyleClass().add("small");
      again.setMinWidth(Region.USE_PREF_SIZE);
      again.setOnAction(_ -> retry.run());
      buttons.getChildren().add(again);
    }
    help.getStyleClass().add("small");
    help.setMinWidth(Region.USE_PREF_SIZE);
    help.managedProperty().bind(help.visibleProperty());
    buttons.getChildren().add(help);
    getChildren().addAll(line, next, buttons);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  void show(@Nullable Trouble trouble) {
    setVisible(trouble != null);
    if (trouble == null) {
      return;
    }
    what.setText(trouble.failure().what());
    next.setText(trouble.failure().next());
    help.setVisible(trouble.help() != Trouble.Help.NONE);
    help.setText(texts.text("help." + trouble.help().name().toLowerCase(Locale.ROOT)));
    help.setOnAction(_ -> helps.give(trouble.help()));
  }
}
