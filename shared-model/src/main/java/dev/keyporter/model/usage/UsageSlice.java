package dev.keyporter.model.usage;

/** The sums of one group. */
public record UsageSlice(UsageGroup group, UsageSums sums) {}
