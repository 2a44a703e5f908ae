package dev.keyporter.model.usage;

/** What sums are told apart by. */
public enum UsageGrouping {
  NONE,
  MODEL,
  ORGANIZATION,
  USER,
  KEY
}
