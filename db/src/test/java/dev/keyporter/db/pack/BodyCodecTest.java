package dev.keyporter.db.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
