package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeginningTest {
  private static final byte[] BYTES = new byte[3000];

  @Test
  void leavesAWholeBodyAlone() {
    assertSame(BYTES, Beginning.of(BYTES, 3000, 3000));
    assertEquals(Optional.empty(), Beginning.note(BYTES));
    assertEquals(Optional.empty(), Beginning.note(new byte[0]));
  }

  @Test
  void saysOfABeginningThatItIsOne() {
    byte[] recorded = Beginning.of(BYTES, 2000, 12_345_678);

    assertArrayEquals(Arrays.copyOf(BYTES, 2000), Arrays.copyOf(recorded, 2000));
    String note = "[cut: these are the first 2,000 of 12,345,678 bytes; the rest was not kept]";
    assertEquals("\n" + note, new String(recorded, 2000, recorded.length - 2000, UTF_8));
    assertEquals(Optional.of(note), Beginning.note(recorded));
  }
}
