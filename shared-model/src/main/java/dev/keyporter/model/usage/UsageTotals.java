package dev.keyporter.model.usage;

/**
 * The sums of a period beside those of an earlier one.
 *
 * @param before of the period to compare with
 */
public record UsageTotals(UsageSums now, UsageSums before) {}
