package dev.keyporter.proxy.cli;

import picocli.CommandLine.ExitCode;

/** Ends a command; the message is the one line that the user sees. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** The command was right but could not be done: status 1. */
  Failure(String message) {
    this(message, ExitCode.SOFTWARE);
  }

  private Failure(String message, int status) {
    super(message);
    this.status = status;
  }

  /** The command was wrong in itself: status 2. */
  static Failure usage(String message) {
    return new Failure(message, ExitCode.USAGE);
  }

  int status() {
    return status;
  }
}
