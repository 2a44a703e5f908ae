package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostReason;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostWordsTest {
  @ParameterizedTest
  @EnumSource
  void everyReasonIsASentenceInEachLanguage(CostReason reason) {
    for (Locale language : List.of(Locale.ROOT, Locale.GERMAN)) {
      String words =
          ResourceBundle.getBundle(
                  CostWords.class.getPackageName() + ".texts",
                  language,
                  ResourceBundle.Control.getNoFallbackControl(
                      ResourceBundle.Control.FORMAT_PROPERTIES))
              .getString("reason." + reason.label());
      assertTrue(words.endsWith("."), words);
    }
  }

  @Test
  void severalReasonsStandOnLinesOfTheirOwn() {
    Cost cost = Cost.unknown(List.of(CostReason.NO_USAGE, CostReason.WEB_SEARCH));
    assertEquals(2, CostWords.reasons(cost).lines().count());
    assertEquals("", CostWords.reasons(Cost.NONE));
  }
}
