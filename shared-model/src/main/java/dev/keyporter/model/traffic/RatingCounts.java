package dev.keyporter.model.traffic;

/** How many answers were found good, and how many bad. */
public record RatingCounts(long good, long bad) {
  public static final RatingCounts NONE = new RatingCounts(0, 0);

  public RatingCounts plus(RatingCounts other) {
    return new RatingCounts(good + other.good, bad + other.bad);
  }

  public long total() {
    return good + bad;
  }
}
