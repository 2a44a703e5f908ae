package dev.keyporter.proxy.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.proxy.protocol.Rewrite.Edit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewriteTest {
  private static final byte[] BODY = "0123456789".getBytes(US_ASCII);

  @Test
  void changesNothingButWhatIsEditedInWhateverOrder() {
    assertEquals(
        "ab0124567xy9",
        apply(new Edit(8, 9, bytes("xy")), new Edit(0, 0, bytes("ab")), new Edit(3, 4, bytes(""))));
  }

  @Test
  void leavesABodyAloneWithoutEdits() {
    assertSame(BODY, Rewrite.NOTHING.apply(BODY));
  }

  @Test
  void refusesEditsOfTheSameBytes() {
    assertThrows(
        IllegalArgumentException.class,
        () -> apply(new Edit(2, 5, bytes("")), new Edit(4, 6, bytes(""))));
    assertThrows(IllegalArgumentException.class, () -> new Edit(4, 3, bytes("")));
  }

  private static String apply(Edit... edits) {
    return new String(new Rewrite(List.of(edits), false).apply(BODY), US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
