package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.usage.UsageSums;
import java.util.ArrayList;
import java.util.List;

/** What was spent, in words and figures that hide nothing that is not known. */
public final class Spend {
  private static final Texts TEXTS = Texts.of(Spend.class);

  private Spend() {}

  /** The sum: with ~ where a part is estimated, {@code unpriced} where nothing has a price. */
  public static String text(UsageSums sums) {
    boolean isNothing = sums.cost().amount().signum() == 0;
    if (isNothing && sums.unpriced() > 0) {
      return TEXTS.text("spend.word.unpriced");
    }
    if (isNothing && sums.unknown() > 0) {
      return TEXTS.text("spend.word.unknown");
    }
    return (sums.isCostExact() ? "" : "~") + Figures.usd(sums.cost());
  }

  /** The sum as a cell. */
  public static CellLook cell(UsageSums sums) {
    boolean isNothing = sums.cost().amount().signum() == 0;
    boolean isOpen = isNothing && sums.unpriced() + sums.unknown() > 0;
    return new CellLook(text(sums), "", isOpen ? Tone.CAUTION : isNothing ? Tone.QUIET : null);
  }

  /** How many requests, how many failed, how much is not known: for a line of small words. */
  public static List<String> words(UsageSums sums) {
    var words = new ArrayList<String>();
    words.add(
        sums.requests() == 1
            ? TEXTS.text("spend.request")
            : TEXTS.text("spend.requests", Figures.count(sums.requests())));
    sums.errorShare()
        .ifPresent(share -> words.add(TEXTS.text("spend.failed", Figures.percent(share))));
    if (sums.unpriced() > 0) {
      words.add(TEXTS.text("spend.unpriced", Figures.count(sums.unpriced())));
    }
    if (sums.unknown() > 0) {
      words.add(TEXTS.text("spend.unknown", Figures.count(sums.unknown())));
    }
    return words;
  }
}
