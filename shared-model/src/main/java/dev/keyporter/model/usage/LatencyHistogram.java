package dev.keyporter.model.usage;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long requests took, in bins that grow with the duration, so that histograms can be added up
 * and still tell percentiles: each octave has 32 bins, and a percentile is off by at most 1.6 % of
 * itself (under 64 µs by none). Durations are counted in whole microseconds.
 */
public final class LatencyHistogram {
  public static final LatencyHistogram EMPTY = new LatencyHistogram(0, new long[0]);

  /** Bins of an octave, as a power of two. */
  private static final int BITS = 5;

  private static final int BINS = 1 << BITS;
  private static final byte FORMAT = 1;

  /** The lowest bin that is not empty. */
  private final int first;

  /** Those of the bins from {@link #first} on; neither begins nor ends with a zero. */
  private final long[] counts;

  private LatencyHistogram(int first, long[] counts) {
    this.first = first;
    this.counts = counts;
  }

  /** How many durations it holds. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /**
   * The duration that a share of all does not exceed: 0.5 for the median, 0.95 for p95.
   *
   * @param share over 0, at most 1
   * @return empty where it holds none
   */
  public Optional<Duration> quantile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A quantile is over 0 and at most 1.");
    }
    OptionalLong micros = micros((long) Math.ceil(share * count()));
    return micros.isPresent()
        ? Optional.of(Duration.of(micros.getAsLong(), ChronoUnit.MICROS))
        : Optional.empty();
  }

  private OptionalLong micros(long rank) {
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return OptionalLong.of(middle(first + i));
      }
    }
    return OptionalLong.empty();
  }

  /** Both together. */
  public LatencyHistogram plus(LatencyHistogram other) {
    return new Builder().add(this).add(other).build();
  }

  /** Few bytes: what {@link #decode} reads; none for an empty one. */
  public byte[] encode() {
    if (counts.length == 0) {
      return new byte[0];
    }
    var out = new Varints();
    out.put(FORMAT);
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        out.put(first + i - last);
        out.put(counts[i]);
        last = first + i;
      }
    }
    return out.bytes();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static LatencyHistogram decode(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Builder().add(bytes).build();
  }

  private static int bin(long micros) {
    if (micros < BINS) {
      return (int) micros;
    }
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS;
    return (octave << BITS) + (int) (micros >>> octave);
  }

  private static long middle(int bin) {
    if (bin < 2 * BINS) {
      return bin;
    }
    int octave = (bin >> BITS) - 1;
    return ((long) (bin - (octave << BITS)) << octave) + (1L << (octave - 1));
  }

  /** Whether both hold the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LatencyHistogram that
        && first == that.first
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * first + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return count() + " durations";
  }

  /** Gathers durations and histograms. Not for several threads. */
  public static final class Builder {
    /** The bin of the longest duration that {@link Duration} can count in microseconds. */
    private static final int MOST_BINS = bin(Long.MAX_VALUE) + 1;

    /** The bin of the first count. */
    private int first;

    private long[] counts = new long[0];

    /** Adds a duration; a negative one, as a clock set back makes it, counts as zero. */
    public Builder add(Duration duration) {
      long micros = Math.max(0, duration.toSeconds() * 1_000_000L + duration.toNanosPart() / 1000);
      return add(bin(micros), 1);
    }

    public Builder add(LatencyHistogram other) {
      if (other.counts.length > 0) {
        reach(other.first);
        reach(other.first + other.counts.length - 1);
        for (int i = 0; i < other.counts.length; i++) {
          counts[other.first - first + i] += other.counts[i];
        }
      }
      return this;
    }

    /**
     * Adds one that is encoded.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public Builder add(byte[] encoded) {
      if (encoded.length == 0) {
        return this;
      }
      var in = new Varints(encoded);
      if (in.next() != FORMAT) {
        throw new IllegalArgumentException("Not a histogram of this format.");
      }
      long bin = 0;
      while (in.hasNext()) {
        bin += in.next();
        long count = in.next();
        if (bin < 0 || bin >= MOST_BINS || count <= 0) {
          throw new IllegalArgumentException("A histogram is damaged.");
        }
        add((int) bin, count);
      }
      return this;
    }

    private Builder add(int bin, long count) {
      reach(bin);
      counts[bin - first] += count;
      return this;
    }

    /** Makes room for a bin, and some more where there is some already. */
    private void reach(int bin) {
      if (counts.length == 0) {
        first = bin;
        counts = new long[1];
      } else if (bin < first) {
        int low = Math.max(0, bin - counts.length / 4);
        var wider = new long[first - low + counts.length];
        System.arraycopy(counts, 0, wider, first - low, counts.length);
        first = low;
        counts = wider;
      } else if (bin - first >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(bin - first + 1, counts.length * 5 / 4));
      }
    }

    public LatencyHistogram build() {
      int from = 0;
      int to = counts.length;
      while (to > 0 && counts[to - 1] == 0) {
        to--;
      }
      while (from < to && counts[from] == 0) {
        from++;
      }
      return from == to
          ? EMPTY
          : new LatencyHistogram(first + from, Arrays.copyOfRange(counts, from, to));
    }
  }
}
