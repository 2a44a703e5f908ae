package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class LoadPaneTest {
  @Test
  void nothingIsSaidBeforeTheFirstLoadHasEnded() throws Exception {
    FxToolkit.registerPrimaryStage();
    var background = new Background();
    var told = new CountDownLatch(1);
    var words = new Label("No requests yet");
    var loader = new Loader<List<String>>(background);
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          var pane = new LoadPane();
          pane.setContent(words);
          pane.follow(loader);
          loader.load(
              () -> {
                told.await();
                return List.of();
              });
          assertEquals(0, words.getOpacity());
        });
    told.countDown();
    background.close();
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(1, words.getOpacity());
  }
}
