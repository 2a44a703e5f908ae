package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The console without a mouse. */
class KeyboardTest {
  private static final int REQUESTS = 400;

  /** A ring around the smallest icon has more pixels than this. */
  private static final int RING = 30;

  /** The scrim's colour comes out one apart. */
  private static final int ROUNDING = 8;

  /** A ring stands outside of what it is around, in pixels. */
  private static final int AROUND = 4;

  private static final int MOST_STOPS = 80;
  private static final Rectangle2D CORNER = new Rectangle2D(0, 0, 300, 200);

  private static final Set<ScreenName> LISTS =
      EnumSet.of(
          ScreenName.REQUESTS,
          ScreenName.ORGANIZATIONS,
          ScreenName.USERS,
          ScreenName.KEYS,
          ScreenName.TOKENS);

  @TempDir Path directory;
  private RunningConsole console;

  @BeforeEach
  void open() {
    Fixture.write(directory, new Fixture.Plan(REQUESTS, REQUESTS, Fixture.NOW));
    console = RunningConsole.open(directory, Clock.systemUTC(), Fixture.ZONE);
    console.resize(1100, 700);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void whereverTabComesToShowsIt() {
    var unseen = new TreeSet<String>();
    for (ScreenName screen : ScreenName.values()) {
      if (screen.group() != ScreenName.Group.ELSEWHERE) {
        goTo(screen);
        enterList(screen);
        addUnseen(screen, unseen);
      }
    }
    assertEquals(new TreeSet<String>(), unseen);
  }

  @Test
  void theListHasTheKeyboardAndTheFirstKeySelectsItsFirstRow() {
    goTo(ScreenName.REQUESTS);
    enterList(ScreenName.REQUESTS);
    TableView<?> table = console.find("#requests-table", TableView.class);
    assertEquals(0, console.onFx(() -> table.getSelectionModel().getSelectedIndex()));
    push(KeyCode.ENTER);
    console.await("the inspector", () -> console.has("#inspector-tabs"));
  }

  @Test
  void enterGoesOnToWhatCanBeDoneWithALine() {
    goTo(ScreenName.KEYS);
    enterList(ScreenName.KEYS);
    push(KeyCode.ENTER);
    assertEquals("detail-more", owner().getId());
    assertTrue(showsFocus(owner()));
  }

  @Test
  void theFormForSomethingNewTakesTheKeyboard() {
    goTo(ScreenName.KEYS);
    push(KeyCode.N);
    console.await("the form", () -> console.has("#form-provider"));
    assertEquals("form-provider", owner().getId());
  }

  @Test
  void tabLeavesThePromptAndAClickBelowItsTextComesBack() {
    goTo(ScreenName.PLAYGROUND);
    console.await("the prompt", () -> "playground-question".equals(owner().getId()));
    push(KeyCode.TAB);
    assertTrue(!"playground-question".equals(owner().getId()), () -> "still at " + owner());
    console.click(".playground-send-line");
    assertEquals("playground-question", owner().getId());
  }

  @Test
  void tabStaysInADialog() {
    goTo(ScreenName.ORGANIZATIONS);
    enterList(ScreenName.ORGANIZATIONS);
    console.fire("#delete-organization");
    console.await("the dialog", () -> console.has(".kp-dialog"));
    for (int i = 0; i < 8; i++) {
      push(KeyCode.TAB);
      assertTrue(isWithin(owner(), ".kp-dialog"), () -> "outside at " + owner());
    }
  }

  @Test
  void nothingHappensUnderADialog() {
    goTo(ScreenName.KEYS);
    push(KeyCode.F1);
    push(KeyCode.N);
    assertFalse(console.has("#form"));
    goTo(ScreenName.USERS);
    assertFalse(console.onFx(() -> console.find("#dialogs", ModalPane.class).isDisplay()));
  }

  @Test
  void aDialogLeavesNothingOfItInACorner() {
    for (int i = 0; i < 2; i++) {
      push(KeyCode.F1);
      console.await("the sheet", () -> console.has(".kp-dialog"));
      console.await("the window as it is laid out", () -> wrongInCorner() == 0);
      push(KeyCode.ESCAPE);
      console.await("no sheet", () -> !console.find("#dialogs", ModalPane.class).isDisplay());
    }
  }

  private void goTo(ScreenName screen) {
    if (screen.number() <= 9) {
      KeyCode digit = KeyCode.getKeyCode(Integer.toString(screen.number()));
      console.robot().press(KeyCode.CONTROL, digit).release(digit, KeyCode.CONTROL);
    } else {
      console.fire("#nav-settings");
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Waits for the list of a screen that has one, and selects its first line. */
  private void enterList(ScreenName screen) {
    if (LISTS.contains(screen)) {
      String table = "#" + screen.name().toLowerCase(Locale.ROOT) + "-table";
      console.await(table, () -> hasRows(table));
      push(KeyCode.DOWN);
    }
  }

  private boolean hasRows(String table) {
    return console.has(table) && !console.find(table, TableView.class).getItems().isEmpty();
  }

  private void push(KeyCode key) {
    console.robot().push(key);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void push(KeyCode key, KeyCode with) {
    console.robot().press(with).push(key).release(with);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Node owner() {
    return console.onFx(() -> console.scene().getFocusOwner());
  }

  private static boolean isWithin(Node node, String query) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up.getStyleClass().contains(query.substring(1))) {
        return true;
      }
    }
    return false;
  }

  private void addUnseen(ScreenName screen, Set<String> unseen) {
    var seen = new HashSet<Node>();
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      push(KeyCode.TAB);
      Node node = owner();
      if (!seen.add(node)) {
        return;
      }
      if (!showsFocus(node)) {
        // What was loaded meanwhile may have moved it out of sight.
        push(KeyCode.TAB, KeyCode.SHIFT);
        push(KeyCode.TAB);
        if (!node.equals(owner()) || !showsFocus(node)) {
          unseen.add(screen + ": " + node);
        }
      }
    }
  }

  private boolean showsFocus(Node node) {
    return console.onFx(() -> changedByFocus(node)) >= RING;
  }

  private int changedByFocus(Node node) {
    Node elsewhere = console.find("#nav-settings", Node.class);
    if (node.equals(elsewhere)) {
      elsewhere = console.find("#nav-overview", Node.class);
    }
    console.scene().getRoot().layout();
    Image with = laidOut();
    // Only now, since it may have been scrolled to.
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    elsewhere.requestFocus();
    Image without = laidOut();
    node.requestFocus();
    return differing(
        with,
        without,
        new Rectangle2D(
            Math.max(0, bounds.getMinX() - AROUND),
            Math.max(0, bounds.getMinY() - AROUND),
            bounds.getWidth() + 2 * AROUND,
            bounds.getHeight() + 2 * AROUND));
  }

  /** What the window shows, drawn anew. */
  private Image laidOut() {
    Parent root = console.scene().getRoot();
    root.applyCss();
    root.layout();
    return console.scene().snapshot(null);
  }

  /** So many pixels of the upper left corner are not as they should be. */
  private int wrongInCorner() {
    return differing(new Robot().getScreenCapture(null, CORNER), laidOut(), CORNER);
  }

  private static int differing(Image one, Image other, Rectangle2D part) {
    PixelReader left = one.getPixelReader();
    PixelReader right = other.getPixelReader();
    int count = 0;
    for (int y = (int) part.getMinY(); y < Math.min(one.getHeight(), part.getMaxY()); y++) {
      for (int x = (int) part.getMinX(); x < Math.min(one.getWidth(), part.getMaxX()); x++) {
        count += isOther(left.getArgb(x, y), right.getArgb(x, y)) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isOther(int one, int other) {
    for (int shift = 0; shift < 24; shift += 8) {
      if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > ROUNDING) {
        return true;
      }
    }
    return false;
  }
}
