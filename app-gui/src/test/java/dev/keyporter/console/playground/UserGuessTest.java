package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserGuessTest {
  private static final List<String> USERS = List.of("alice", "bob");

  @Test
  void isTheOnlyUserAndOfSeveralNobodyUntilSomebodyTypes() {
    assertEquals("alice", UserGuess.next("", List.of("alice"), false));
    assertEquals("", UserGuess.next("", USERS, false));
    assertEquals("", UserGuess.next(UserGuess.UNKNOWN, USERS, false));
    assertEquals(UserGuess.UNKNOWN, UserGuess.next(" ", List.of(), false));
  }

  @Test
  void leavesWhatWasTyped() {
    assertEquals("carol", UserGuess.next("carol", USERS, false));
    assertEquals("bob", UserGuess.next("bob", USERS, true));
  }

  @Test
  void isAnotherOneInAnotherOrganization() {
    assertEquals("alice", UserGuess.next("carol", List.of("alice"), true));
    assertEquals("", UserGuess.next("carol", USERS, true));
    assertEquals(UserGuess.UNKNOWN, UserGuess.next("carol", List.of(), true));
  }
}
