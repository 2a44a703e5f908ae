package dev.keyporter.console.shell;

import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;

/** The keys that work everywhere in the window. */
public final class Shortcuts {
  private static final KeyCombination PALETTE =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);

  private static final int DIGITS = 9;

  private final Supplier<Shell> shell;

  private Shortcuts(Supplier<Shell> shell) {
    this.shell = shell;
  }

  /** Makes the keys work in a scene whose root is the shell that there is at the time. */
  public static void install(Scene scene, Supplier<Shell> shell) {
    var shortcuts = new Shortcuts(shell);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, Shortcuts::leaveText);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, shortcuts::pressed);
    scene.addEventHandler(KeyEvent.KEY_TYPED, shortcuts::typed);
  }

  /** How the palette's keys are called here: "Ctrl K", or on a Mac "⌘K". */
  static String paletteKeys() {
    return shown("K");
  }

  /** How a screen is reached; empty where there are no keys for it. */
  static String keysOf(ScreenName name) {
    return name.number() <= DIGITS ? shown(Integer.toString(name.number())) : "";
  }

  static String screenKeys() {
    return shown("1") + " … " + DIGITS;
  }

  /** How a key together with the system's shortcut key is called. */
  static String shown(String key) {
    String combined =
        new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN)
            .getDisplayText()
            .replace("+", " ");
    return combined.substring(0, combined.length() - 1) + key;
  }

  /** Tab goes on from a text of several lines, too: nobody writes tabs here. */
  private static void leaveText(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && event.getTarget() instanceof TextArea text) {
      text.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      event.consume();
    }
  }

  private void pressed(KeyEvent event) {
    if (PALETTE.match(event)) {
      shell.get().openPalette();
    } else if (event.isShortcutDown() && event.getCode().isDigitKey()) {
      shell.get().closeDialog();
      goByDigit(event.getCode());
    } else if (event.getCode() == KeyCode.ESCAPE) {
      shell.get().stepBack();
    } else if (event.getCode() == KeyCode.F1 && !shell.get().isCovered()) {
      shell.get().openShortcutSheet();
    } else {
      return;
    }
    event.consume();
  }

  /** Plain letters, when they are typed: pressed, they would end up in the field they lead to. */
  private void typed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || isTyping(event) || shell.get().isCovered()) {
      return;
    }
    switch (event.getCharacter()) {
      case "n", "N" -> shell.get().go(Place.newOn(shell.get().currentName()));
      case "f", "F" -> shell.get().current().focusFilter();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Letters typed into a field are the field's. */
  private static boolean isTyping(KeyEvent event) {
    return switch (event.getTarget()) {
      case TextInputControl input -> input.isEditable();
      case GenericStyledArea<?, ?, ?> area -> area.isEditable();
      default -> false;
    };
  }

  private void goByDigit(KeyCode digit) {
    int index = digit.getCode() - KeyCode.DIGIT1.getCode();
    ScreenName[] names = ScreenName.values();
    if (index >= 0 && index < names.length) {
      shell.get().go(Place.of(names[index]));
    }
  }
}
