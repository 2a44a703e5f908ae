package dev.keyporter.proxy.health;

import java.util.Locale;

/** Whether the proxy does what it is there for. Its name, in small letters, is the status told. */
public enum ProxyHealth {
  /** Requests are served. */
  OK,
  /** The record cannot be written, so requests are refused. */
  RECORD_UNAVAILABLE,
  /**
   * The database does not take the record. Requests are served, and what they leave waits in the
   * journal, until that is too much.
   */
  RECORD_BEHIND,
  /** Nobody knows whether tokens, users and keys still hold, so requests are refused. */
  ACCESS_UNCONFIRMED,
  /**
   * Requests are served, but nearly as many files and connections are open as the system allows the
   * process, so that new clients wait.
   */
  FILES_SCARCE,
  /** Requests are served, but something that goes on beside them has ended for good. */
  PART_STOPPED;

  /** The word told. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
