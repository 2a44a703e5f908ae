package dev.keyporter.console.kit;

import java.util.List;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;

/** Copies a text; for two seconds its icon is a check and its word says so. Nothing moves. */
public final class CopyButton extends Button {
  private static final Duration SHOWN = Duration.seconds(2);

  private final StringProperty copied = new SimpleStringProperty(this, "content", "");
  private final StringProperty icon = new SimpleStringProperty(this, "icon", "fth-copy");
  private final StringProperty what = new SimpleStringProperty(this, "what", "");
  private final PauseTransition back = new PauseTransition(SHOWN);
  private final Tooltip tooltip = new Tooltip();
  private boolean isWorded;

  public CopyButton() {
    getStyleClass().addAll("button-icon", "flat", "small", "kp-copy");
    setTooltip(tooltip);
    back.setOnFinished(_ -> idle());
    what.addListener((_, _, _) -> idle());
    icon.addListener((_, _, _) -> idle());
    setOnAction(_ -> copy());
    idle();
  }

  /** A button that copies {@code content} and is announced as {@code what}. */
  public CopyButton(String what, String content) {
    this();
    setWhat(what);
    setContent(content);
  }

  /** The text that is copied. */
  public StringProperty contentProperty() {
    return copied;
  }

  public String getContent() {
    return Objects.requireNonNullElse(copied.get(), "");
  }

  public void setContent(String text) {
    copied.set(text);
  }

  /** Names what is copied, as "Copy base URL". */
  public StringProperty whatProperty() {
    return what;
  }

  public String getWhat() {
    return Objects.requireNonNullElse(what.get(), "");
  }

  public void setWhat(String text) {
    what.set(text);
  }

  /** Ikonli's name of the icon, where copying has one of its own. */
  public StringProperty iconProperty() {
    return icon;
  }

  public String getIcon() {
    return Objects.requireNonNullElse(icon.get(), "");
  }

  public void setIcon(String name) {
    icon.set(name);
  }

  /** Whether the button shows its word, too, as where copying is what one is there for. */
  public void setWorded(boolean worded) {
    isWorded = worded;
    getStyleClass().removeAll("button-icon", "flat", "kp-copy", "kp-copy-worded");
    getStyleClass()
        .addAll(worded ? List.of("kp-copy-worded") : List.of("button-icon", "flat", "kp-copy"));
    idle();
  }

  private void copy() {
    toClipboard(getContent());
    var done = Texts.of(CopyButton.class).text("copied");
    setGraphic(Icons.of("fth-check", IconSize.INLINE));
    tooltip.setText(done);
    setAccessibleText(done);
    setText(isWorded ? done : "");
    back.playFromStart();
  }

  private void idle() {
    setGraphic(Icons.of(getIcon(), IconSize.INLINE));
    String name = getWhat().isEmpty() ? Texts.of(CopyButton.class).text("copy") : getWhat();
    tooltip.setText(name);
    setAccessibleText(name);
    setText(isWorded ? Texts.of(CopyButton.class).text("copy") : "");
  }

  /** Puts a text where the system's other programs find it. */
  public static void toClipboard(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
