package dev.keyporter.db.usage;

/** How long a stretch one row sums up. All begin at midnight UTC. */
enum SumLevel {
  QUARTER(1),
  HOUR(4),
  DAY(96);

  /** In quarters of an hour. */
  final long quarters;

  SumLevel(long quarters) {
    this.quarters = quarters;
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
