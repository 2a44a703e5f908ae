package dev.keyporter.proxy.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class RequestIdsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock STILL = Clock.fixed(NOON, ZoneOffset.UTC);

  @Test
  void tellTheTimeAndTheSlot() {
    assertEquals(
        RequestId.of(NOON.toEpochMilli(), 7, 0), new RequestIds(STILL, () -> 7, null).next());
  }

  @Test
  void runAheadOfAClockThatStandsStill() {
    var ids = new RequestIds(STILL, () -> 7, null);
    RequestId before = ids.next();
    for (int i = 0; i < 3 * RequestId.COUNTS; i++) {
      RequestId next = ids.next();
      assertTrue(next.compareTo(before) > 0);
      before = next;
    }
    assertEquals(NOON.toEpochMilli() + 3, before.millis());
  }

  @Test
  void goOnAboveTheNewestOfTheRecordWhenTheClockWasSetBack() {
    RequestId newest = RequestId.of(NOON.plus(Duration.ofHours(1)).toEpochMilli(), 9, 5);
    assertTrue(new RequestIds(STILL, () -> 7, newest).next().compareTo(newest) > 0);
  }
}
