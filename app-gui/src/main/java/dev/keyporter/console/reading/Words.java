package dev.keyporter.console.reading;

import atlantafx.base.controls.SelectableTextFlow;
import dev.keyporter.console.lettering.SafeText;
import dev.keyporter.console.reading.Span.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;

/**
 * Text that can be selected and copied, of spans or of code. What cannot be laid out is shown in
 * plain letters.
 */
final class Words extends SelectableTextFlow {
  private static final Logger LOG = Logger.getLogger(Words.class.getName());

  /** A part of a text takes as long as so many Latin letters: JavaFX is slow with longer ones. */
  private static final int LONGEST_PART = 600;

  /** Where code stands among the words. */
  private record Range(int from, int to) {}

  private final List<Range> chips = new ArrayList<>();
  private final Path chipShapes = new Path();
  private boolean isPlain;

  private Words(List<Text> texts) {
    super(texts.toArray(Text[]::new));
    getStyleClass().add("kp-words");
    // The library gives it a narrow one, by which containers would give it many lines of room.
    setPrefWidth(USE_COMPUTED_SIZE);
    chipShapes.getStyleClass().add("kp-code-chip");
    chipShapes.setManaged(false);
    chipShapes.setViewOrder(1);
  }

  static Words of(List<Span> spans) {
    List<Text> texts = new ArrayList<>();
    List<Range> chips = new ArrayList<>();
    int at = 0;
    for (Span span : spans) {
      String safe = SafeText.whole(span.text());
      for (String part : parts(safe)) {
        texts.add(text(span, part));
      }
      if (span.looks().contains(Look.CODE)) {
        chips.add(new Range(at, at + safe.length()));
      }
      at += safe.length();
    }
    var words = new Words(texts);
    words.chips.addAll(chips);
    if (!chips.isEmpty()) {
      words.getChildren().add(words.chipShapes);
    }
    return words;
  }

  static Words ofCode(String language, String code) {
    List<Text> texts = new ArrayList<>();
    for (CodeColours.Piece piece : CodeColours.of(language, SafeText.whole(code))) {
      for (String part : parts(piece.text())) {
        texts.add(styled(part, "kp-code-text", piece.kind().styleClass()));
      }
    }
    return new Words(texts);
  }

  /** The text in parts that end with a word, where one ends; joined they are the text. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    do {
      int end = SafeText.end(text, from, LONGEST_PART);
      int word = text.lastIndexOf(' ', end - 1) + 1;
      end = end < text.length() && word > (from + end) / 2 ? word : end;
      parts.add(text.substring(from, end));
      from = end;
    } while (from < text.length());
    return parts;
  }

  /** Containers ask for it at the least width, where every word has a line of its own. */
  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    return orPlain(() -> super.computePrefHeight(width));
  }

  @Override
  protected double computePrefWidth(double height) {
    return orPlain(() -> super.computePrefWidth(height));
  }

  /** A soft ground behind code: texts have none of their own. */
  @Override
  protected void layoutChildren() {
    var _ =
        orPlain(
            () -> {
              layOut();
              return true;
            });
  }

  private void layOut() {
    super.layoutChildren();
    if (chips.isEmpty()) {
      return;
    }
    chipShapes.getElements().clear();
    for (Range chip : chips) {
      chipShapes.getElements().addAll(getRangeShape(chip.from(), chip.to(), false));
    }
  }

  /** Does it, and once more in plain letters where that fails: nothing around it may notice. */
  private <T> T orPlain(Supplier<T> layout) {
    try {
      return layout.get();
    } catch (RuntimeException e) {
      if (isPlain) {
        throw e;
      }
      isPlain = true;
      LOG.log(Level.WARNING, "A text cannot be laid out, and is shown in plain letters.", e);
      chips.clear();
      getChildren().remove(chipShapes);
      for (var child : getChildren()) {
        if (child instanceof Text text) {
          text.setText(SafeText.ascii(text.getText()));
        }
      }
      return layout.get();
    }
  }

  private static Text text(Span span, String part) {
    Text text = styled(part, "kp-text");
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
      var where = new Tooltip(SafeText.of(link));
      where.setWrapText(true);
      where.setMaxWidth(480);
      Tooltip.install(text, where);
    }
    return text;
  }

  static Text styled(String content, String... styles) {
    var text = new Text(content);
    text.getStyleClass().addAll(styles);
    return text;
  }
}
