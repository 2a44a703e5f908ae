package dev.keyporter.proxy.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How fast text came, over time. */
final class Pace {
  private static final int STEPS = 24;
  private static final int FIRST = 256;

  private long[] nanos = new long[FIRST];
  private int[] characters = new int[FIRST];
  private int size;

  /** So many characters came so long after the call began. */
  void add(long at, int count) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      characters = Arrays.copyOf(characters, 2 * size);
    }
    nanos[size] = at;
    characters[size++] = count;
  }

  /** Tokens a second, estimated, from the call's begin until then. */
  List<Double> until(long end) {
    var sums = new double[STEPS];
    for (int i = 0; i < size; i++) {
      int step = (int) Math.min(STEPS - 1L, nanos[i] * STEPS / Math.max(1, end));
      sums[step] += characters[i] / 4.0;
    }
    List<Double> rates = new ArrayList<>();
    for (double sum : sums) {
      rates.add(sum * STEPS * 1e9 / Math.max(1, end));
    }
    return rates;
  }
}
