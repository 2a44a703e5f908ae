package dev.keyporter.proxy.limit;

/**
 * What a model's requests took lately: means and mean deviations, in which each new one counts an
 * eighth.
 */
record RecentAnswers(Mean answered, Mean hidden) {
  private static final double WEIGHT = 0.125;

  /** A mean that follows its values. */
  private record Mean(double value, double deviation) {
    Mean and(double next) {
      double off = next - value;
      return new Mean(value + WEIGHT * off, deviation + WEIGHT * (Math.abs(off) - deviation));
    }

    /** Most values are below. */
    long high() {
      return (long) Math.ceil(value + 2 * deviation);
    }
  }

  /**
   * The first answer of a model.
   *
   * @param output its tokens
   * @param hidden tokens of the input that its request's body does not account for
   */
  static RecentAnswers first(long output, long hidden) {
    return new RecentAnswers(new Mean((double) output, 0), new Mean((double) hidden, 0));
  }

  RecentAnswers and(long output, long hiddenInput) {
    return new RecentAnswers(answered.and((double) output), hidden.and((double) hiddenInput));
  }

  /** How many tokens the next answer may have. */
  long output() {
    return answered.high();
  }

  /** How many tokens of input the next request may have beside its body. */
  long hiddenInput() {
    return hidden.high();
  }
}
