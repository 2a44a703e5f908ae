package dev.keyporter.console.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void takesTheSmallestNiceStepThatReaches() {
    assertEquals(List.of(0.0, 25.0, 50.0, 75.0, 100.0), Ticks.upTo(90.89, 4, false).values());
    assertEquals(List.of(0.0, 1.0, 2.0, 3.0), Ticks.upTo(3, 4, false).values());
    assertEquals(List.of(0.0, 0.002, 0.004, 0.006), Ticks.upTo(0.0051, 4, false).values());
  }

  @Test
  void hasNoFractionsOfWholeThings() {
    assertEquals(List.of(0.0, 1.0), Ticks.upTo(1, 4, true).values());
    assertEquals(List.of(0.0, 5.0, 10.0), Ticks.upTo(9, 4, true).values());
    assertEquals(0, Ticks.upTo(9, 4, true).decimals());
  }

  @Test
  void reachesFromNothingToAnything() {
    assertEquals(1, Ticks.upTo(0, 4, true).top());
    for (double highest = 1e-9; highest < 1e15; highest *= 1.37) {
      Ticks ticks = Ticks.upTo(highest, 4, false);
      assertTrue(ticks.top() >= highest * (1 - 1e-12), highest + " in " + ticks);
      assertTrue(ticks.count() <= 4, highest + " in " + ticks);
      assertTrue(ticks.top() < highest * 2.51, highest + " in " + ticks);
    }
  }

  @Test
  void tellsItsValuesApart() {
    assertEquals(1, Ticks.upTo(9, 4, false).decimals());
    assertEquals(0, Ticks.upTo(90, 4, false).decimals());
  }

  @Test
  void refusesWhatIsNoLength() {
    assertThrows(IllegalArgumentException.class, () -> Ticks.upTo(Double.NaN, 4, false));
    assertThrows(IllegalArgumentException.class, () -> Ticks.upTo(-1, 4, false));
  }
}
