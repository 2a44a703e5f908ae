package dev.keyporter.console.lettering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.Notification;
import dev.keyporter.console.kit.Notices;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.console.reading.CodeView;
import dev.keyporter.console.reading.JsonLines;
import dev.keyporter.console.reading.JsonView;
import dev.keyporter.console.reading.MarkdownView;
import dev.keyporter.console.testing.StrangeTexts;
import dev.keyporter.console.theme.Theme;
import dev.keyporter.db.engine.DataDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Every kind of place for a text, with every kind of text, in the real toolkit. */
class TextGuardTest {
  private static final double WIDTH = 90;

  private static final List<Function<String, Node>> PLACES =
      List.of(
          TextGuardTest::wrapped,
          MarkdownView::new,
          text -> new MarkdownView("|a|b|\n|-|-|\n|x|" + text + "|\n\n- " + text));

  private static final List<Function<String, Node>> OTHER_PLACES =
      List.of(
          Label::new,
          text -> new TitledPane(text, new Label(text)),
          text -> new TextFlow(new Text(text), new Text("end")),
          CodeView::new,
          TextGuardTest::json,
          TextGuardTest::table,
          text -> new TextField(SafeText.of(text)));

  @TempDir Path directory;

  private final StackPane root = new StackPane();

  @BeforeEach
  void open() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    onFx(
        () -> {
          TextGuard.install();
          var scene = new Scene(root, 440, 400);
          Theme.dress(scene, Preferences.read(DataDirectory.open(directory)));
          stage.setScene(scene);
          stage.show();
        });
  }

  @Test
  void everyPlaceShowsEveryText() {
    List<String> texts = new ArrayList<>(StrangeTexts.all().values());
    texts.addAll(StrangeTexts.mixed(10));
    for (Function<String, Node> place : PLACES) {
      for (String text : texts) {
        show(place, text);
      }
    }
    onFx(() -> assertFalse(TextGuard.install().makePlain(), "a text that cannot be laid out"));
  }

  @Test
  void otherPlacesShowSomeOfEach() {
    String some =
        StrangeTexts.all().values().stream()
            .map(text -> text.substring(0, Math.min(200, text.length())))
            .collect(Collectors.joining("\n"));
    for (Function<String, Node> place : OTHER_PLACES) {
      show(place, some);
    }
    onFx(() -> assertFalse(TextGuard.install().makePlain(), "a text that cannot be laid out"));
  }

  private void show(Function<String, Node> place, String text) {
    Node node = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> place.apply(text));
    if (node instanceof MarkdownView view) {
      await(() -> !view.isReading());
    }
    onFx(() -> show(node));
  }

  private static void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(
          60,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.waitForAsyncFx(60_000, condition::getAsBoolean));
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private void show(Node node) {
    root.getChildren().setAll(node);
    root.applyCss();
    root.resize(WIDTH, 400);
    root.requestLayout();
    root.layout();
    var _ = root.getScene().snapshot(null);
  }

  @Test
  void whatIsSetLaterIsMadeSafe() {
    var label = new Label("a");
    onFx(() -> root.getChildren().setAll(label));
    onFx(() -> label.setText("\u202eb" + "x".repeat(SafeText.LONGEST)));
    assertEquals("[U+202E]bxx", label.getText().substring(0, 11));
    assertTrue(label.getText().length() <= SafeText.LONGEST + 9);
  }

  @Test
  void tooltipsAreMadeSafe() {
    var label = new Label("a");
    var tooltip = new Tooltip("a\u0000");
    onFx(
        () -> {
          root.getChildren().setAll(label);
          label.setTooltip(tooltip);
        });
    assertEquals("a[U+0000]", tooltip.getText());
  }

  @Test
  void noticesAreMadeSafe() {
    var notices = new Notices();
    onFx(
        () -> {
          root.getChildren().setAll(notices);
          notices.say("\u202ename");
        });
    assertEquals("[U+202E]name", ((Notification) notices.getChildren().getFirst()).getMessage());
  }

  @Test
  void whatIsTypedStaysAsItIs() {
    var field = new TextField("a\u202eb");
    var area = new StyleClassedTextArea();
    onFx(
        () -> {
          area.replaceText("a\u202eb");
          root.getChildren().setAll(field, area);
          root.applyCss();
          root.layout();
        });
    assertEquals("a\u202eb", field.getText());
    assertEquals("a\u202eb", area.getText());
    assertTrue(
        area.lookupAll(".text").stream()
            .anyMatch(part -> part instanceof Text text && text.getText().contains("\u202e")));
  }

  @Test
  void whatCannotBeLaidOutAllTheSameIsPlainFromThenOn() {
    onFx(
        () -> {
          root.getChildren().setAll(new Failing("fails é"));
          assertTrue(TextGuard.install().makePlain());
          var label = new Label("fails é");
          root.getChildren().setAll(label);
          assertEquals("fails [U+00E9]", label.getText());
        });
  }

  /** A label that JavaFX cannot lay out. */
  private static final class Failing extends Label {
    Failing(String text) {
      super(text);
    }

    @Override
    protected double computePrefHeight(double width) {
      if (getText() != null && getText().contains("é")) {
        throw new ArrayIndexOutOfBoundsException(-2);
      }
      return super.computePrefHeight(width);
    }
  }

  private static Label wrapped(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private static Node json(String text) {
    var view = new JsonView();
    view.show(CompletableFuture.supplyAsync(() -> JsonLines.pretty(text)).join());
    return view;
  }

  private static Node table(String text) {
    var column = new TableColumn<String, String>(text);
    column.setCellValueFactory(row -> new SimpleStringProperty(row.getValue()));
    var table = new TableView<String>();
    table.getColumns().add(column);
    table.getItems().setAll(text, "b");
    return table;
  }

  private static void onFx(Runnable task) {
    WaitForAsyncUtils.waitForAsyncFx(
        60_000,
        () -> {
          task.run();
          return true;
        });
  }
}
