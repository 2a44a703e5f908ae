package dev.keyporter.proxy.log;

import java.util.Locale;
import java.util.logging.Level;

/** How much the log says; each level includes those before it. */
public enum LogLevel {
  ERROR(Level.SEVERE),
  WARNING(Level.WARNING),
  INFO(Level.INFO),
  DEBUG(Level.FINE);

  @SuppressWarnings("ImmutableEnumChecker") // Java's own levels do not change.
  private final Level level;

  LogLevel(Level level) {
    this.level = level;
  }

  Level level() {
    return level;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
