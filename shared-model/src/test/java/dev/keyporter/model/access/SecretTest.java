package dev.keyporter.model.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n", "sk-a\nsk-b", "sk-a\r\nsk-b", "sk-a sk-b", "sk-\u0000a", "sk-ä"})
  void isOneLineOfVisibleAscii(String text) {
    assertRefusedUnseen(text);
  }

  @Test
  void isNoLongerThanAHeaderMayBe() {
    String longest = "k".repeat(Secret.MAX_LENGTH);

    assertEquals(longest, new Secret(longest + "\n").reveal());
    assertRefusedUnseen(longest + "k");
    assertRefusedUnseen("k".repeat(100_000));
  }

  private static void assertRefusedUnseen(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Secret(text));
    String said = String.valueOf(refusal.getMessage());
    assertFalse(said.contains("sk-") || said.contains("kkkk"), said);
  }
}
