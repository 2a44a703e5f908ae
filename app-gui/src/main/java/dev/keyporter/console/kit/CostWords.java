package dev.keyporter.console.kit;

import dev.keyporter.model.cost.Cost;
import java.util.stream.Collectors;

/** Why a cost is not exact, in words. */
public final class CostWords {
  private static final Texts TEXTS = Texts.of(CostWords.class);

  private CostWords() {}

  /** A sentence for each reason, on lines of their own; empty where there are none. */
  public static String reasons(Cost cost) {
    return cost.reasons().stream()
        .map(reason -> TEXTS.text("reason." + reason.label()))
        .collect(Collectors.joining("\n"));
  }
}
