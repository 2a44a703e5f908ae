package dev.keyporter.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MatchTest {
  @Test
  void marksTheLettersInOneRunWhereTheyStandTogether() {
    BitSet matched = Match.of("ent", "Settings entry").orElseThrow().matched();

    assertEquals("{9, 10, 11}", matched.toString());
  }

  @Test
  void findsInitialsOfWords() {
    assertTrue(Match.of("nt", "New token").isPresent());
    assertTrue(Match.of("tn", "New token").isPresent(), "t…n are in order, too");
    assertTrue(Match.of("xn", "New token").isEmpty());
  }

  @Test
  void ranksAWordsBeginningHigherThanItsMiddle() {
    int beginning = Match.of("key", "Keys").orElseThrow().score();
    int middle = Match.of("key", "Turkeys").orElseThrow().score();

    assertTrue(beginning > middle);
  }

  @Test
  void takesNothingTypedForEverything() {
    assertEquals(0, Match.of("", "").orElseThrow().matched().length());
    assertTrue(Match.of("  ", "Keys").isPresent());
  }
}
