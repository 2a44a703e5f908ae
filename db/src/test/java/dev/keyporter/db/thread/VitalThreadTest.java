package dev.keyporter.db.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalThreadTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Logger logger = Logger.getLogger(VitalThread.class.getName());
  private final Sink sink = new Sink();

  /** Keeps what is logged; fails as often as it is told to. */
  private static final class Sink extends Handler {
    final List<String> lines = new CopyOnWriteArrayList<>();
    int failures;

    @Override
    public void publish(LogRecord entry) {
      if (failures-- > 0) {
        throw new OutOfMemoryError("while logging");
      }
      lines.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(sink);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(sink);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        OutOfMemoryError.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        AssertionError.class,
        IllegalStateException.class,
        InterruptedException.class
      })
  void outlivesWhateverARoundThrows(Class<? extends Throwable> kind) throws Exception {
    Throwable thrown = kind.getDeclaredConstructor().newInstance();
    BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
    try (VitalThread thread = thread(rounds, thrown, 2)) {
      assertEquals(3, last(rounds, 3));
      thread.wake();
      assertEquals(4, last(rounds, 1));
      assertTrue(thread.isAlive());
      assertFalse(thread.isFailing());
    }
    assertEquals(
        List.of("Counting failed. It is tried again.", "Counting works again."), sink.lines);
  }

  @Test
  void saysLaterWhatItHadNoMemoryToSay() throws Exception {
    sink.failures = 2;
    BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
    try (VitalThread thread = thread(rounds, new OutOfMemoryError(), 1)) {
      assertEquals(2, last(rounds, 2));
      thread.wake();
      assertEquals(3, last(rounds, 1));
    }
    assertEquals(
        List.of("Counting failed. It is tried again.", "Counting works again."), sink.lines);
  }

  /** A thread that counts its rounds, and fails in the first of them. */
  private static VitalThread thread(BlockingQueue<Integer> rounds, Throwable thrown, int failures) {
    var count = new AtomicInteger();
    return VitalThread.start(
        "test",
        "Counting",
        () -> {
          int round = count.incrementAndGet();
          rounds.add(round);
          if (round <= failures) {
            sneak(thrown);
          }
          return LONG;
        });
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static int last(BlockingQueue<Integer> rounds, int count) throws InterruptedException {
    int last = 0;
    for (int i = 0; i < count; i++) {
      Integer next = rounds.poll(20, TimeUnit.SECONDS);
      last = next == null ? -1 : next;
    }
    return last;
  }

  @Test
  void measuresFromTheBeginningOfTheLastRoundThatSucceeded() throws Exception {
    var entered = new LinkedBlockingQueue<Stopwatch>();
    var leave = new CountDownLatch(1);
    Stopwatch before = Stopwatch.start();
    try (VitalThread thread =
        VitalThread.start(
            "test",
            "Waiting",
            () -> {
              entered.add(Stopwatch.start());
              leave.await();
              return null;
            })) {
      Stopwatch inside = entered.take();
      Stopwatch created = thread.sinceSuccess();
      leave.countDown();
      assertTrue(thread.join(Duration.ofSeconds(20)));
      Stopwatch round = thread.sinceSuccess();
      assertTrue(before.nanos() - created.nanos() <= 0);
      assertTrue(created.nanos() - round.nanos() <= 0);
      assertTrue(round.nanos() - inside.nanos() <= 0);
    }
  }

  @Test
  void endsAfterTheRoundThatSaysSo() {
    try (VitalThread thread = VitalThread.start("test", "Ending", () -> null)) {
      assertTrue(thread.join(Duration.ofSeconds(20)));
      assertFalse(thread.isAlive());
    }
  }

  @Test
  void restsBeforeTheFirstRoundOfWorkThatIsDoneEverySoOften() {
    var rounds = new AtomicInteger();
    try (VitalThread _ = VitalThread.every(LONG, "test", "Counting", rounds::incrementAndGet)) {
      assertEquals(0, rounds.get());
    }
    assertEquals(0, rounds.get());
  }

  @Test
  void lettingItGoWaitsForTheRoundThatIsGoingOn() throws Exception {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    VitalThread thread =
        VitalThread.start(
            "test",
            "Waiting",
            () -> {
              entered.countDown();
              leave.await();
              return LONG;
            });
    entered.await();
    Thread closer = Thread.ofVirtual().start(thread::close);
    assertTrue(thread.isAlive());
    leave.countDown();
    closer.join();
    assertFalse(thread.isAlive());
  }
}
