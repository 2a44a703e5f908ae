package dev.keyporter.db.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.EventTimes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BodyCodecTest {
  @Test
  void leavesSmallBodiesAsTheyAre() {
    var body = new byte[BodyCodec.SMALLEST - 1];
    assertSame(body, BodyCodec.compress(body));
  }

  @Test
  void leavesABodyThatDoesNotGetSmaller() {
    var body = new byte[100_000];
    new Random(1).nextBytes(body);
    assertSame(body, BodyCodec.compress(body));
  }

  @Test
  void givesBackWhatItMadeSmaller() {
    for (int length : new int[] {BodyCodec.SMALLEST, 65_536, 5_000_000}) {
      var body = new byte[length];
      var random = new Random(length);
      for (int i = 0; i < length; i++) {
        body[i] = (byte) (random.nextInt(16) - 8);
      }
      byte[] stored = BodyCodec.compress(body);
      assertTrue(stored.length < body.length);
      assertArrayEquals(body, BodyCodec.decompress(stored));
    }
  }

  @Test
  void refusesADamagedBody() {
    byte[] stored = BodyCodec.compress(new byte[10_000]);
    byte[] cut = Arrays.copyOf(stored, stored.length - 3);
    assertThrows(IllegalStateException.class, () -> BodyCodec.decompress(cut));
  }

  @Test
  void keepsEventTimes() {
    var times = new EventTimes();
    long end = 0;
    long micros = 0;
    for (int i = 0; i < 1000; i++) {
      end += i * 37L;
      micros += i % 3 == 0 ? 0 : 1L << (i % 50);
      times.add(end, micros);
    }
    EventTimes read = EventTimesCodec.decode(EventTimesCodec.encode(times));
    assertEquals(times.size(), read.size());
    for (int i = 0; i < times.size(); i++) {
      assertEquals(times.end(i), read.end(i));
      assertEquals(times.micros(i), read.micros(i));
    }
    assertEquals(0, EventTimesCodec.decode(EventTimesCodec.encode(new EventTimes())).size());
  }
}
