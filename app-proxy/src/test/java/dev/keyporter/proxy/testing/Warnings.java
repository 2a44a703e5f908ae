package dev.keyporter.proxy.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything logged as a warning or worse, by whomever, until it is closed. */
public final class Warnings implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler = new Capture();

  /** Listens from now on. */
  public Warnings() {
    handler.setLevel(Level.WARNING);
    Logger.getLogger("").addHandler(handler);
  }

  /** The messages alone. */
  public List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  /** The messages with what was thrown, each on lines of its own; empty where there are none. */
  public String text() {
    var text = new StringBuilder();
    for (LogRecord record : records) {
      text.append(record.getMessage()).append(' ').append(record.getThrown()).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(handler);
  }

  private final class Capture extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        records.add(record);
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
