package dev.keyporter.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ConnectionLimitTest {
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max processes             95965                95965                processes
      Max open files            %s                   %s                   files
      """;

  @Test
  void leavesRoomForTheProgramAndForThreeFilesAConnection() {
    assertEquals((1024 - 160) / 3, of(1024).connections());
  }

  @Test
  void letsSomeThroughWhateverTheLimit() {
    assertEquals(16, of(64).connections());
  }

  @Test
  void isNoneWhereThereIsNone() {
    assertEquals(Optional.empty(), ConnectionLimit.of(LIMITS.formatted("unlimited", "unlimited")));
    assertEquals(Optional.empty(), ConnectionLimit.of(""));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isNearWhereClientsOrFilesAreMany() {
    assertFalse(of(1_000_000).isNear(100));
    assertTrue(of(1_000_000).isNear(333_000));
    // This process has more open by itself.
    assertTrue(of(8).isNear(0));
  }

  private static ConnectionLimit of(int openFiles) {
    return ConnectionLimit.of(LIMITS.formatted(openFiles, 4096)).orElseThrow();
  }
}
