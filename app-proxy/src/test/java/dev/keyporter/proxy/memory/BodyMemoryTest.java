package dev.keyporter.proxy.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
  private static final long MIB = 1L << 20;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  @Test
  void refusesWhatDoesNotFitAndTakesItOnceThereIsRoom() {
    var memory = new BodyMemory(100, SHORT);
    var first = memory.share();
    first.take(60);
    var second = memory.share();
    var refused = assertThrows(ProxyException.class, () -> second.take(50));
    assertEquals(new ProxyError.BodyMemoryExhausted(), refused.error());
    assertEquals(60, memory.held());
    first.close();
    second.take(50);
    assertEquals(50, memory.held());
  }

  @Test
  void whoWaitsGoesOnOnceThereIsRoom() throws InterruptedException {
    var memory = new BodyMemory(100, LONG);
    var first = memory.share();
    first.take(100);
    var second = memory.share();
    Thread waiting = Thread.ofVirtual().start(() -> second.take(100));
    awaitWaiting(waiting);
    first.close();
    waiting.join();
    assertEquals(100, memory.held());
  }

  @Test
  void keepsAQuarterForSmallBodies() {
    var memory = new BodyMemory(100 * MIB, SHORT);
    var large = memory.share();
    large.take(70 * MIB);
    assertFalse(memory.share().offer(10 * MIB));
    assertTrue(memory.share().offer(MIB));
    assertTrue(memory.share().offer(MIB));
  }

  @Test
  void servesTheSmallestOfThoseThatWaitFirst() throws InterruptedException {
    var memory = new BodyMemory(100 * MIB, LONG);
    var all = memory.share();
    all.become(100 * MIB);
    var served = new CopyOnWriteArrayList<Long>();
    List<Thread> waiting =
        List.of(70L, 40L, 1L).stream()
            .map(
                size ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              var share = memory.share();
                              share.take(size * MIB);
                              served.add(size);
                              share.close();
                            }))
            .toList();
    waiting.forEach(BodyMemoryTest::awaitWaiting);
    all.become(99 * MIB);
    waiting.getLast().join();
    all.become(35 * MIB);
    waiting.get(1).join();
    all.close();
    waiting.getFirst().join();
    assertEquals(List.of(1L, 40L, 70L), served);
    assertEquals(0, memory.held());
  }

  @Test
  void oneThatGivesUpHoldsUpNobodyBehindIt() {
    var memory = new BodyMemory(100 * MIB, SHORT);
    var held = memory.share();
    held.take(60 * MIB);
    assertFalse(memory.share().offer(60 * MIB));
    assertTrue(memory.share().offer(15 * MIB));
  }

  @Test
  void whatCanNeverFitDoesNotWait() {
    var memory = new BodyMemory(100 * MIB, Duration.ofDays(1));
    assertFalse(memory.share().offer(80 * MIB));
  }

  @Test
  void bytesThatGatherHoldNoMoreThanWasAskedFor() {
    var memory = new BodyMemory(64 * MIB, SHORT);
    byte[] piece = new byte[10_000];
    piece[0] = 7;
    try (var share = memory.share()) {
      var bytes = new HeldBytes(share, -1, 64 * MIB);
      for (int i = 0; i < 300; i++) {
        bytes.add(piece, 0, piece.length);
        assertTrue(memory.held() >= bytes.size());
      }
      byte[] all = bytes.bytes();
      assertEquals(3_000_000, all.length);
      assertEquals(3_000_000, memory.held());
      byte[] last = java.util.Arrays.copyOfRange(all, 2_990_000, 3_000_000);
      assertArrayEquals(piece, last);
    }
    assertEquals(0, memory.held());
  }

  @Test
  void ofALargeBodyAllIsAskedForBeforeAnyIsHeld() {
    var memory = new BodyMemory(64 * MIB, SHORT);
    try (var share = memory.share()) {
      var bytes = new HeldBytes(share, 40 * MIB, 64 * MIB);
      bytes.add(new byte[10], 0, 10);
      assertEquals(40 * MIB, memory.held());
      var other = new HeldBytes(memory.share(), 40 * MIB, 64 * MIB);
      assertFalse(other.offer(new byte[10], 0, 10));
      assertEquals(0, other.size());
    }
  }

  @Test
  void whatTheHeapCannotHoldHasNoRoom() {
    var memory = BodyMemory.unbounded();
    try (var share = memory.share()) {
      var bytes = new HeldBytes(share, Integer.MAX_VALUE, Integer.MAX_VALUE);
      assertFalse(bytes.offer(new byte[10], 0, 10));
      assertEquals(0, memory.held());
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
