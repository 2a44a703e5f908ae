package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Syntax;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Code under the name of its place, to be copied. It shows a token shortened unless asked to; what
 * is copied is whole.
 */
final class CodeBlock extends VBox {
  /** Characters of a token that are shown on either side. */
  private static final int SHOWN = 8;

  private final Texts texts = Texts.of(CodeBlock.class);
  private final Syntax syntax;
  private final String code;
  private final String secret;
  private final TextFlow flow = new TextFlow();

  /**
   * Code to be copied.
   *
   * @param place where it goes
   * @param what names it for the copy button
   * @param secret what is shortened; empty where there is nothing secret
   */
  CodeBlock(String place, String what, Syntax syntax, String code, String secret) {
    this.syntax = syntax;
    this.code = code;
    this.secret = secret;
    getStyleClass().add("connect-code");
    flow.getStyleClass().addAll("connect-code-text", "kp-mono");
    var copy = new CopyButton(texts.text("copy.what", what), code);
    copy.setWorded(true);
    getChildren().addAll(head(place, copy), flow);
    show(false);
  }

  private HBox head(String place, CopyButton copy) {
    var name = new Label(place);
    name.getStyleClass().add("connect-code-place");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var head = new HBox(name, gap);
    head.getStyleClass().add("connect-code-head");
    if (!secret.isEmpty() && code.contains(secret)) {
      head.getChildren().add(reveal());
    }
    head.getChildren().add(copy);
    return head;
  }

  private ToggleButton reveal() {
    var reveal = new ToggleButton();
    reveal.getStyleClass().addAll("button-icon", "flat", "small", "connect-reveal");
    var tooltip = new Tooltip();
    reveal.setTooltip(tooltip);
    reveal
        .selectedProperty()
        .subscribe(
            shown -> {
              String name = texts.text(shown ? "token.hide" : "token.reveal");
              tooltip.setText(name);
              reveal.setAccessibleText(name);
              reveal.setGraphic(Icons.of(shown ? "fth-eye-off" : "fth-eye", IconSize.STATE));
              show(shown);
            });
    return reveal;
  }

  private void show(boolean revealed) {
    String shown =
        (revealed || secret.isEmpty() ? code : code.replace(secret, shortened(secret)))
            .stripTrailing();
    flow.getChildren()
        .setAll(
            Highlighter.spans(syntax, shown).stream()
                .map(
                    span -> {
                      var text = new Text(span.text());
                      text.getStyleClass()
                          .addAll("text", "code-" + span.kind().name().toLowerCase(Locale.ROOT));
                      return text;
                    })
                .toList());
    flow.setAccessibleText(shown);
  }

  private static String shortened(String token) {
    return token.length() <= 2 * SHOWN
        ? token
        : token.substring(0, SHOWN) + "…" + token.substring(token.length() - SHOWN);
  }
}
