package dev.keyporter.model.limit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is counted, and over which time. */
public enum LimitKind {
  /** US dollars in a calendar day of the organization's time zone. */
  USD_PER_DAY(Count.SPEND),
  /** US dollars in a calendar month of the organization's time zone. */
  USD_PER_MONTH(Count.SPEND),
  /** US dollars since the limit was set. */
  USD_TOTAL(Count.SPEND),
  /** Requests in any 60 seconds. */
  REQUESTS_PER_MINUTE(Count.SLIDING),
  /** Tokens, of input and output, in any 60 seconds. */
  TOKENS_PER_MINUTE(Count.SLIDING),
  /** Requests at once. */
  CONCURRENT_REQUESTS(Count.RUNNING);

  /** How what is used becomes free again. */
  public enum Count {
    /** With the next period, if there is one. */
    SPEND,
    /** 60 seconds later. */
    SLIDING,
    /** When the request ends. */
    RUNNING
  }

  private final Count count;

  LimitKind(Count count) {
    this.count = count;
  }

  public Count count() {
    return count;
  }

  /** Whether it limits money: the others limit whole numbers. */
  public boolean isSpend() {
    return count == Count.SPEND;
  }

  /** The name used in the database, on the command line and over HTTP: {@code usd_per_day}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a label; empty for anything else. */
  public static Optional<LimitKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
