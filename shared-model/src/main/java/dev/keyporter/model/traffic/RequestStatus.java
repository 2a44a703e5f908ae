package dev.keyporter.model.traffic;

import java.util.Locale;

/** Where a request stands. All but {@link #PENDING} are final. */
public enum RequestStatus {
  PENDING,
  COMPLETED,
  FAILED,
  /** The client went away before the answer's end. */
  CANCELLED,
  /** The process that served it ended before the answer's end. */
  INTERRUPTED;

  /** What is called an error wherever errors are counted or listed. */
  public boolean isError() {
    return this == FAILED || this == INTERRUPTED;
  }

  /** The name used in the database, on the command line and in exports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
