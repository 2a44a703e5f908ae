package dev.keyporter.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max processes             95965                95965                processes
      Max open files            %s                   %s                   files
      """;

  @Test
  void leavesRoomForTheProgramAndForThreeFilesAConnection() {
    assertEquals(
        OptionalInt.of((1024 - 160) / 3), ConnectionLimit.of(LIMITS.formatted(1024, 4096)));
  }

  @Test
  void letsSomeThroughWhateverTheLimit() {
    assertEquals(OptionalInt.of(16), ConnectionLimit.of(LIMITS.formatted(64, 64)));
  }

  @Test
  void isNoneWhereThereIsNone() {
    assertEquals(
        OptionalInt.empty(), ConnectionLimit.of(LIMITS.formatted("unlimited", "unlimited")));
    assertEquals(OptionalInt.empty(), ConnectionLimit.of(""));
  }
}
