package dev.keyporter.console.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.db.engine.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** How Markdown stands on the screen. */
class MarkdownViewTest {
  private static final double WIDTH = 440;

  @TempDir Path directory;

  @Test
  void rowsOfATableAreAsHighAsTheirWords() throws Exception {
    MarkdownView view =
        shown("|a|b|\n|-|-|\n|one|الأرض, Земля|\n|two|" + "words ".repeat(30) + "|\n");
    double line = height(view, "one");
    List<Double> rows =
        view.lookupAll(".kp-markdown-td").stream().map(cell -> bounds(cell).getHeight()).toList();
    assertTrue(rows.getFirst() < 2 * line, "one line: " + rows.getFirst());
    assertTrue(rows.getLast() > 3 * line, "several lines: " + rows.getLast());
    double all = view.lookup(".kp-markdown-table").getBoundsInParent().getHeight();
    assertTrue(all < rows.getFirst() * 2 + rows.getLast() + 4, "nothing else: " + all);
  }

  @Test
  void wordsOfAColumnStandWhereItSays() throws Exception {
    MarkdownView view = shown("|a|b|c|\n|--|:-:|--:|\n|" + "wide ".repeat(4) + "|x|1|\n");
    List<TextAlignment> sides =
        view.lookupAll(".kp-markdown-td .kp-words").stream()
            .map(words -> ((Words) words).getTextAlignment())
            .toList();
    assertEquals(List.of(TextAlignment.LEFT, TextAlignment.CENTER, TextAlignment.RIGHT), sides);
  }

  @Test
  void wordsOfNumberedItemsStandBelowEachOther() throws Exception {
    MarkdownView view = shown("8. eight\n9. nine\n10. ten\n11. eleven\n");
    List<Double> begins =
        view.lookupAll(".kp-item").stream().map(item -> bounds(item).getMinX()).distinct().toList();
    assertEquals(1, begins.size(), () -> "they begin at " + begins);
  }

  @Test
  void theNameOfACodesLanguageHidesNoneOfIt() throws Exception {
    MarkdownView view = shown("```a-language-with-a-long-name\n" + "code ".repeat(30) + "\n```\n");
    Node name = view.lookup(".kp-code-block .kp-caption");
    Node code = view.lookup(".kp-code-block .kp-words");
    assertTrue(
        !name.localToScene(name.getBoundsInLocal())
            .intersects(code.localToScene(code.getBoundsInLocal())));
  }

  @Test
  void itemsOfAListStandCloseTogether() throws Exception {
    MarkdownView view = shown("- one\n- two\n  - inner\n- three\n\n1. first\n2. second\n");
    double line = height(view, "one");
    assertTrue(bounds(view).getHeight() < 6 * 2 * line, "height " + bounds(view).getHeight());
  }

  @Test
  void headingsStandOutTheMoreTheHigherTheyAre() throws Exception {
    MarkdownView view = shown("words\n\n# one\n\n## two\n\n### three\n\n#### four\n");
    double before = Double.MAX_VALUE;
    for (String heading : List.of("one", "two", "three", "four")) {
      Text text = text(view, heading);
      assertTrue(text.getFont().getSize() < before, heading);
      assertTrue(text.getFont().getStyle().contains("Bold"), text.getFont().getStyle());
      before = text.getFont().getSize();
    }
    assertEquals(text(view, "words").getFont().getSize(), before);
  }

  @Test
  void aLongTextComesInParts() throws Exception {
    String text = "word\n\n".repeat(60_000);
    MarkdownView view = shown(text);
    awaitFx(() -> !view.getChildren().isEmpty());
    int blocks = view.getChildren().size();
    assertTrue(blocks < 5_000, "blocks " + blocks);
    assertEquals(text, view.text());
    doFx(() -> ((Button) view.getChildren().getLast()).fire());
    awaitFx(() -> view.getChildren().size() > blocks);
    doFx(() -> view.append("end"));
    assertEquals(text + "end", view.text());
  }

  @Test
  void aLongTextIsReadBesideTheWindowsThreadAndOnlyTheLastOneStays() throws Exception {
    String long1 = "first\n\n".repeat(1_000);
    String long2 = "second\n\n".repeat(1_000);
    MarkdownView view = shown(long1);
    doFx(
        () -> {
          view.setText(long2);
          assertEquals(0, view.getChildren().size(), "read at once, or of the text before");
          view.append("third");
        });
    awaitFx(() -> !view.getChildren().isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("second", "third"), words(view).stream().distinct().toList());
    doFx(() -> view.setText("short"));
    assertEquals(List.of("short"), words(view));
  }

  @Test
  void ofAScriptThatTakesLongLessIsShownAtFirst() throws Exception {
    assertTrue(shownOf("word ".repeat(20_000)) > 4 * shownOf("الأرض ".repeat(20_000)));
  }

  private int shownOf(String text) throws Exception {
    MarkdownView view = shown(text);
    awaitFx(() -> !view.getChildren().isEmpty());
    return onFx(() -> String.join("", words(view)).length());
  }

  private static List<String> words(MarkdownView view) {
    return view.lookupAll(".kp-text").stream().map(node -> ((Text) node).getText()).toList();
  }

  private static void doFx(Runnable task) {
    onFx(
        () -> {
          task.run();
          return true;
        });
  }

  private static void awaitFx(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onFx(condition::getAsBoolean));
  }

  @Test
  void wideColumnsShareWhatTheNarrowLeave() {
    assertArrayEquals(new double[] {50, 60}, MarkdownTable.shared(new double[] {50, 60}, 200));
    assertArrayEquals(
        new double[] {50, 75, 75}, MarkdownTable.shared(new double[] {50, 900, 80}, 200));
  }

  private MarkdownView shown(String markdown) throws Exception {
    FxToolkit.registerPrimaryStage();
    return onFx(
        () -> {
          var view = new MarkdownView(markdown);
          var root = new VBox(view);
          Theme.dress(new Scene(root, WIDTH, 600), Preferences.read(DataDirectory.open(directory)));
          root.resize(WIDTH, root.prefHeight(WIDTH));
          root.applyCss();
          root.resize(WIDTH, root.prefHeight(WIDTH));
          root.layout();
          return view;
        });
  }

  private static Text text(MarkdownView view, String words) {
    return view.lookupAll(".kp-text").stream()
        .map(Text.class::cast)
        .filter(text -> text.getText().equals(words))
        .findFirst()
        .orElseThrow();
  }

  private static double height(MarkdownView view, String words) {
    return text(view, words).getBoundsInLocal().getHeight();
  }

  private static Bounds bounds(Node node) {
    return node.getBoundsInParent();
  }

  private static <T> T onFx(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(60_000, task);
  }
}
