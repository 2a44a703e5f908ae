package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.kit.Background;
import dev.keyporter.model.traffic.FilterParser;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class FilterInputTest {
  @Test
  void suggestionsForATextThatIsGoneAreNotShown() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    var background = new Background();
    var found = new CountDownLatch(1);
    var failures = new CopyOnWriteArrayList<Throwable>();
    var overlay = new Pane();
    var field = new FilterField();
    FxToolkit.setupFixture(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
          var _ =
              new FilterInput(
                  field,
                  overlay,
                  new FilterParser(Clock.systemUTC(), ZoneOffset.UTC),
                  background,
                  (_, _, _) -> {
                    await(found);
                    return List.of("gpt-4o");
                  },
                  (_, _) -> {},
                  () -> {});
          stage.setScene(new Scene(new StackPane(field, overlay), 600, 100));
          stage.show();
          field.focusText();
          field.area().replaceText("status:failed model:g");
          assertTrue(field.area().isFocused());
          field.area().replaceText(" ");
        });
    found.countDown();
    background.close();
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(), failures);
    assertFalse(overlay.lookup(".kp-completions").isVisible());
  }

  @Test
  void aWordThatBecomesAConditionLeavesTheListAsItWas() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    var background = new Background();
    var taken = new CopyOnWriteArrayList<String>();
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          var field = new FilterField();
          var overlay = new Pane();
          var input =
              new FilterInput(
                  field,
                  overlay,
                  new FilterParser(Clock.systemUTC(), ZoneOffset.UTC),
                  background,
                  (_, _, _) -> List.of(),
                  (_, text) -> taken.add(text),
                  () -> {});
          stage.setScene(new Scene(new StackPane(field, overlay), 600, 100));
          stage.show();
          input.set("status:failed");
          field.focusText();
          // Each as it stands when somebody who types has paused.
          for (String typed :
              List.of("status:failed cost", "status:failed cost:", "status:failed cost:>zzz")) {
            field.area().replaceText(typed);
            field.area().moveTo(typed.length());
            field.area().fireEvent(enter());
          }
          assertFalse(input.problem().get().isEmpty());
        });
    background.close();
    assertEquals(List.of("status:failed", "status:failed cost", "status:failed"), taken);
  }

  private static KeyEvent enter() {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
