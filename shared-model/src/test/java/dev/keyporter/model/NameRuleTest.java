package dev.keyporter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.model.NameRule.Problem;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameRuleTest {
  @ParameterizedTest
  @EnumSource(NameRule.class)
  void aNameCanBeSeenAndReadAndFits(NameRule rule) {
    assertEquals(Optional.of(Problem.BLANK), rule.problem(""));
    assertEquals(Optional.of(Problem.BLANK), rule.problem(" \u200B\u00A0 "));
    assertEquals(Optional.of(Problem.UNREADABLE), rule.problem("a\nb"));
    assertEquals(Optional.of(Problem.UNREADABLE), rule.problem("a\u2028b"));
    assertEquals(Optional.of(Problem.UNREADABLE), rule.problem("a\u0000"));
    assertEquals(Optional.of(Problem.UNREADABLE), rule.problem("J\uFFFDrg"));
    assertEquals(Optional.of(Problem.UNREADABLE), rule.problem("half \uD83C of a pair"));
    assertEquals(Optional.of(Problem.TOO_LONG), rule.problem("x".repeat(256)));
    for (String name : new String[] {"x", "Jörg", "🌍", "أرض", "👩‍👩‍👧", "nullable", "NULL"}) {
      assertEquals(name, rule.check(" " + name + "\t"));
    }
  }

  @ParameterizedTest
  @EnumSource(NameRule.class)
  void onlyAUserIsNotCalledNull(NameRule rule) {
    Optional<Problem> problem = rule.problem(" null ");

    assertEquals(rule == NameRule.USER ? Optional.of(Problem.NULL) : Optional.empty(), problem);
    if (problem.isPresent()) {
      assertThrows(IllegalArgumentException.class, () -> rule.check("null"));
    }
  }

  @ParameterizedTest
  @EnumSource(NameRule.class)
  void aMadeUpNameIsCutWithoutHalvingACharacter(NameRule rule) {
    for (String made : new String[] {"short", "🌍".repeat(300), "x" + "🌍".repeat(300)}) {
      String fitting = rule.fit(made);

      assertEquals(Optional.empty(), rule.problem(fitting));
    }
  }
}
