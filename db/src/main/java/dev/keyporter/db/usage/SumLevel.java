package dev.keyporter.db.usage;

/** How long a stretch one row sums up. All begin at midnight UTC. */
enum SumLevel {
  QUARTER(0, 1),
  HOUR(1, 4),
  DAY(2, 96);

  /** What stands for it in ids that are stored: never changes. */
  final long number;

  /** In quarters of an hour. */
  final long quarters;

  SumLevel(long number, long quarters) {
    this.number = number;
    this.quarters = quarters;
  }

  /** The next shorter one. */
  SumLevel finer() {
    return switch (this) {
      case DAY -> HOUR;
      case HOUR -> QUARTER;
      case QUARTER -> throw new IllegalStateException("Nothing is shorter than a quarter.");
    };
  }

  /** The latest start of a row at or before a quarter. */
  long floor(long quarter) {
    return quarter / quarters * quarters;
  }

  /** The earliest start of a row at or after a quarter. */
  long ceiling(long quarter) {
    return floor(quarter + quarters - 1);
  }
}
