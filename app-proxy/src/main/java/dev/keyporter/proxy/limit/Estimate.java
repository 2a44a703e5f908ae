package dev.keyporter.proxy.limit;

import java.math.BigDecimal;

/**
 * What a request may take.
 *
 * @param isPriced whether it has a price; if not, it counts no money
 * @param cost in US dollars; 0 where it has no price
 * @param output how many of its tokens are of its answer
 */
record Estimate(boolean isPriced, BigDecimal cost, long input, long output) {
  /** Of what costs nothing whatever it answers. */
  static final Estimate NOTHING = new Estimate(true, BigDecimal.ZERO, 0, 0);

  long tokens() {
    return input + output;
  }
}
