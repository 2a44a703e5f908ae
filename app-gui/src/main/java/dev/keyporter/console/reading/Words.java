package dev.keyporter.console.reading;

import atlantafx.base.controls.SelectableTextFlow;
import dev.keyporter.console.reading.Span.Look;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;

/** Text that can be selected and copied, of spans or of code. */
final class Words extends SelectableTextFlow {
  /** Where code stands among the words. */
  private record Range(int from, int to) {}

  private final List<Range> chips = new ArrayList<>();
  private final Path chipShapes = new Path();

  private Words(List<Text> texts) {
    super(texts.toArray(Text[]::new));
    getStyleClass().add("kp-words");
    chipShapes.getStyleClass().add("kp-code-chip");
    chipShapes.setManaged(false);
    chipShapes.setViewOrder(1);
  }

  static Words of(List<Span> spans) {
    var words = new Words(spans.stream().map(Words::text).toList());
    int at = 0;
    for (Span span : spans) {
      if (span.looks().contains(Look.CODE)) {
        words.chips.add(new Range(at, at + span.text().length()));
      }
      at += span.text().length();
    }
    if (!words.chips.isEmpty()) {
      words.getChildren().add(words.chipShapes);
    }
    return words;
  }

  static Words ofCode(String language, String code) {
    return new Words(
        CodeColours.of(language, code).stream()
            .map(piece -> styled(piece.text(), "kp-code-text", piece.kind().styleClass()))
            .toList());
  }

  /** A soft ground behind code: texts have none of their own. */
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (chips.isEmpty()) {
      return;
    }
    chipShapes.getElements().clear();
    for (Range chip : chips) {
      chipShapes.getElements().addAll(getRangeShape(chip.from(), chip.to(), false));
    }
  }

  private static Text text(Span span) {
    Text text = styled(span.text(), "kp-text");
    for (Look look : span.looks()) {
      text.getStyleClass()
          .add(
              switch (look) {
                case BOLD -> "kp-strong";
                case ITALIC -> "kp-emphasis";
                case CODE -> "kp-code-inline";
              });
    }
    String link = span.link();
    if (link != null) {
      // Where it leads is said, not opened: models make addresses up.
      text.getStyleClass().add("kp-link");
      Tooltip.install(text, new Tooltip(link));
    }
    return text;
  }

  static Text styled(String content, String... styles) {
    var text = new Text(content);
    text.getStyleClass().addAll(styles);
    return text;
  }
}
