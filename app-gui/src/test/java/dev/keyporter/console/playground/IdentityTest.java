package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void aTokenMaySayByItselfWhoAsks() {
    var silent = (Identity.WithToken) Identity.withToken("token", "").orElseThrow();
    assertNull(silent.user());
    assertEquals("", silent.name());
    assertEquals("alice", Identity.withToken("token", "alice").orElseThrow().name());
  }

  @Test
  void nobodyIsNobody() {
    assertEquals(Optional.empty(), Identity.withToken("", "alice"));
    assertEquals(Optional.empty(), Identity.asUser(null, "alice"));
  }
}
