package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.requests.Completions.Suggestion;
import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.FilterProblem;
import dev.keyporter.model.traffic.FilterToken;
import dev.keyporter.model.traffic.ParsedFilter;
import dev.keyporter.model.traffic.RequestFilter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Point2D;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Typing into the filter field: reads the text a moment after the last key, hands over what can be
 * understood, says what cannot, and completes.
 */
final class FilterInput {
  private static final Duration PATIENCE = Duration.millis(250);

  private record Taken(RequestFilter filter, String text) {}

  /** What happens with a filter that was understood. */
  interface Taker {
    void take(RequestFilter filter, String text);
  }

  private final FilterField field;
  private final FilterText area;
  private final FilterParser parser;
  private final Background background;
  private final Completions.Known known;
  private final Taker taker;
  private final Runnable leaveField;
  private final Pane overlay;
  private final CompletionList list = new CompletionList(this::complete);
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Background.@Nullable Work completing;
  private @Nullable Completions completions;
  private @Nullable String taken;

  /** The last filter that was meant: not with a word that became something else. */
  private Taken meant = new Taken(RequestFilter.ALL, "");

  /** Where the word begins that was taken while it was typed; negative where none was. */
  private int typedWord = -1;

  private boolean isTyped;

  /**
   * Brings a field to life.
   *
   * @param overlay lies over the screen, for the suggestions
   * @param leaveField gives the keyboard to what is filtered
   */
  FilterInput(
      FilterField field,
      Pane overlay,
      FilterParser parser,
      Background background,
      Completions.Known known,
      Taker taker,
      Runnable leaveField) {
    this.field = field;
    this.area = field.area();
    this.overlay = overlay;
    this.parser = parser;
    this.background = background;
    this.known = known;
    this.taker = taker;
    this.leaveField = leaveField;
    overlay.getChildren().add(list.view());
    patience.setOnFinished(_ -> read());
    area.textProperty().addListener((_, _, _) -> changed());
    area.caretPositionProperty().addListener((_, _, _) -> suggestWhileTyping());
    area.focusedProperty().addListener((_, _, focused) -> focusMoved(focused));
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /** What is wrong with the text, in one sentence; empty while nothing is. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Puts a filter in and takes it at once; false where it stood there already or is wrong. */
  boolean set(String text) {
    String before = taken;
    field.setText(text);
    isTyped = false;
    list.close();
    read();
    return !Objects.equals(taken, before);
  }

  private void changed() {
    isTyped = true;
    ParsedFilter parsed = parser.parse(field.text());
    field.mark(parsed, wrong(parsed));
    patience.playFromStart();
  }

  private void focusMoved(boolean focused) {
    if (!focused) {
      list.close();
      ParsedFilter parsed = parser.parse(field.text());
      field.mark(parsed, wrong(parsed));
      read();
    }
  }

  private void read() {
    patience.stop();
    String text = field.text();
    ParsedFilter parsed = parser.parse(text);
    problem.set(
        wrong(parsed).stream().findFirst().map(one -> FilterWords.sentence(text, one)).orElse(""));
    Optional<RequestFilter> filter = parsed.filter();
    if (filter.isPresent()) {
      take(filter.get(), text);
      typedWord = wordAtCaret(parsed);
      if (typedWord < 0) {
        meant = new Taken(filter.get(), text);
      }
    } else if (parsed.problems().stream().anyMatch(one -> one.start() == typedWord)) {
      // "cost" was looked for as a word on the way to "cost:>x": that was never meant.
      typedWord = -1;
      take(meant.filter(), meant.text());
    }
  }

  /** Where the free word begins that somebody is typing; negative where it is none. */
  private int wordAtCaret(ParsedFilter parsed) {
    int caret = area.getCaretPosition();
    return parsed.tokens().stream()
        .filter(token -> area.isFocused() && token.key() == null && token.end() == caret)
        .mapToInt(FilterToken::start)
        .findFirst()
        .orElse(-1);
  }

  /** What cannot be understood, without what somebody is about to finish. */
  private List<FilterProblem> wrong(ParsedFilter parsed) {
    return parsed.problems().stream().filter(one -> !isBeingTyped(one)).toList();
  }

  /** At the caret, {@code status:} and {@code status:fai} are no mistakes yet. */
  private boolean isBeingTyped(FilterProblem one) {
    return area.isFocused() && area.getCaretPosition() == one.end() && mayGoOn(one);
  }

  private static boolean mayGoOn(FilterProblem one) {
    return switch (one.reason()) {
      case MISSING_VALUE, OPEN_QUOTE -> true;
      case UNKNOWN_VALUE ->
          Stream.of(one.arguments().getLast().split(","))
              .anyMatch(choice -> choice.startsWith(one.arguments().get(1)));
      case NOT_A_NUMBER, NOT_A_DURATION -> one.arguments().getLast().matches("[<>]=?|.*\\.");
      case UNKNOWN_KEY, NOT_A_TIME, NOT_AN_ID, ONE_TIME_ONLY, TOO_LONG -> false;
    };
  }

  /** A time like {@code 2h} is counted from when it was typed, so the same text is not new. */
  private void take(RequestFilter filter, String text) {
    if (!text.strip().equals(taken)) {
      taken = text.strip();
      taker.take(filter, text.strip());
    }
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> down();
      case UP -> {
        if (list.isOpen()) {
          list.move(-1);
        }
      }
      case TAB -> tab(event.isShiftDown());
      case ENTER -> {
        list.close();
        read();
      }
      case ESCAPE -> escape();
      case SPACE -> {
        if (!event.isShortcutDown()) {
          return;
        }
        suggest();
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void tab(boolean isBack) {
    if (list.isOpen() && !isBack) {
      complete(list.selected());
    } else {
      list.close();
      area.requestFocusTraversal(isBack ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }
  }

  private void down() {
    if (list.isOpen()) {
      list.move(1);
    } else {
      suggest();
    }
  }

  private void escape() {
    if (list.isOpen()) {
      list.close();
    } else {
      read();
      leaveField.run();
    }
  }

  private void suggestWhileTyping() {
    if (isTyped && area.isFocused()) {
      isTyped = false;
      String text = field.text();
      int caret = area.getCaretPosition();
      boolean isAtStart = caret == 0 || Character.isWhitespace(text.charAt(caret - 1));
      if (isAtStart) {
        closeList();
      } else {
        suggest();
      }
    } else {
      closeList();
    }
  }

  /** Also what is being looked for is not shown any more: it was for another text. */
  private void closeList() {
    if (completing != null) {
      completing.cancel();
    }
    list.close();
  }

  private void suggest() {
    if (completing != null) {
      completing.cancel();
    }
    String text = field.text();
    int caret = area.getCaretPosition();
    completing =
        background.run(() -> Completions.at(text, caret, known), this::open, _ -> list.close());
  }

  private void open(Completions found) {
    completions = found;
    if (found.suggestions().isEmpty() || !area.isFocused()) {
      list.close();
      return;
    }
    Point2D corner = overlay.sceneToLocal(field.localToScene(0, field.getHeight() + 4));
    double x =
        area.getCharacterBoundsOnScreen(
                Math.max(0, found.at().start() - 1), Math.max(1, found.at().start()))
            .map(bounds -> overlay.screenToLocal(bounds).getMaxX() - 12)
            .orElse(corner.getX());
    list.open(found.suggestions(), Math.max(corner.getX(), x), corner.getY());
  }

  private void complete(Suggestion suggestion) {
    if (completions == null) {
      return;
    }
    Completions.Completed completed = completions.take(field.text(), suggestion);
    area.replaceText(completed.text());
    isTyped = true;
    area.moveTo(completed.caret());
    area.requestFocus();
    suggestWhileTyping();
  }
}
