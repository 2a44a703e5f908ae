package dev.keyporter.console.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FarewellsTest {
  private final Farewells farewells = new Farewells();
  private final List<String> said = new ArrayList<>();

  @Test
  void goesAfterEveryQuestionInTheirOrder() {
    farewells.ask(go -> answer("first", go));
    farewells.ask(go -> answer("second", go));
    farewells.askAll(() -> said.add("gone"));
    assertEquals(List.of("first", "second", "gone"), said);
  }

  @Test
  void staysWhereOneHoldsItBackAndAsksNoMore() {
    farewells.ask(_ -> said.add("held back"));
    farewells.ask(go -> answer("second", go));
    farewells.askAll(() -> said.add("gone"));
    assertEquals(List.of("held back"), said);
  }

  private void answer(String name, Runnable go) {
    said.add(name);
    go.run();
  }
}
