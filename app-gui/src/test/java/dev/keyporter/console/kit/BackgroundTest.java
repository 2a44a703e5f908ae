package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(60)
class BackgroundTest {
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final List<Error> ERRORS =
      List.of(
          new OutOfMemoryError("Java heap space"),
          new StackOverflowError(),
          new NoClassDefFoundError("missing"),
          new AssertionError("wrong"));

  private final Background background = new Background();
  private final AtomicInteger turn = new AtomicInteger();
  private final LinkedBlockingQueue<String> shown = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Exception> failures = new LinkedBlockingQueue<>();

  @BeforeEach
  void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void close() {
    background.close();
  }

  @Test
  void whoWaitsForATaskLearnsOfAnErrorToo() throws Exception {
    background.run(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        },
        _ -> shown.add("done"),
        failures::add);
    Exception failure = failures.poll(20, TimeUnit.SECONDS);
    assertInstanceOf(OutOfMemoryError.class, failure == null ? null : failure.getCause());
  }

  @Test
  void aRepetitionGoesOnWhateverItsTaskThrows() throws Exception {
    background.repeat(
        PAUSE,
        () -> {
          int now = turn.getAndIncrement();
          if (now < ERRORS.size()) {
            throw ERRORS.get(now);
          }
          return "well again";
        },
        shown::add,
        failures::add);
    assertEquals("well again", shown.poll(20, TimeUnit.SECONDS));
    assertEquals(ERRORS.size(), failures.size());
  }

  @Test
  void aRepetitionGoesOnWhereItsResultCannotBeShown() throws Exception {
    background.repeat(
        PAUSE,
        turn::getAndIncrement,
        now -> {
          if (now < 2) {
            throw new IllegalStateException("cannot be shown");
          }
          shown.add("shown");
        },
        failures::add);
    assertEquals("shown", shown.poll(20, TimeUnit.SECONDS));
    // Else they would fail another test.
    WaitForAsyncUtils.clearExceptions();
  }
}
