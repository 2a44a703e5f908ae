package dev.keyporter.proxy.log;

import dev.keyporter.db.engine.DatabaseException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line per record: time in UTC, level, who, what. Only our own words are kept: the messages of
 * libraries and of exceptions may quote a key, a token or a body, so of those only classes and
 * places are. The database's exceptions speak our own.
 */
public final class LogLine extends Formatter {
  private static final String OWN = "dev.keyporter.";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final int MAX_CAUSES = 8;

  @Override
  public String format(LogRecord event) {
    String source = String.valueOf(event.getLoggerName());
    boolean isOwn = isOwn(event);
    var line =
        new StringBuilder(TIME.format(Instant.ofEpochMilli(event.getMillis())))
            .append(' ')
            .append(name(event.getLevel()))
            .append(' ')
            .append(isOwn ? source.substring(source.lastIndexOf('.') + 1) : source)
            .append(": ")
            .append(isOwn ? oneLine(formatMessage(event)) : "a library reports a problem");
    Throwable cause = event.getThrown();
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      line.append(" | ").append(cause.getClass().getName());
      if (cause instanceof DatabaseException known) {
        line.append(": ").append(oneLine(String.valueOf(known.getMessage())));
      }
      StackTraceElement[] places = cause.getStackTrace();
      if (places.length > 0) {
        line.append(" at ").append(places[0]);
      }
    }
    return line.append(System.lineSeparator()).toString();
  }

  /** Whether the program itself speaks, not a library. */
  static boolean isOwn(LogRecord event) {
    return String.valueOf(event.getLoggerName()).startsWith(OWN);
  }

  private static String name(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  /** A name or a path in a message must not be able to pretend to be a line of its own. */
  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cntrl}", "?");
  }
}
