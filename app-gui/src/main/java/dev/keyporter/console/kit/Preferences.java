package dev.keyporter.console.kit;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the console remembers on this machine: its window's place, widths, the theme, the port. In a
 * file of its own, since it is nobody else's business, and readable before the database is.
 */
public final class Preferences {
  private static final Logger LOG = Logger.getLogger(Preferences.class.getName());

  private static final String FILE = "console.properties";

  private final DataDirectory directory;
  private final Properties values = new Properties();
  private final AtomicBoolean dirty = new AtomicBoolean();

  private Preferences(DataDirectory directory) {
    this.directory = directory;
  }

  /** Reads the file; one that is missing or cannot be read counts as empty. */
  public static Preferences read(DataDirectory directory) {
    var preferences = new Preferences(directory);
    if (directory.has(FILE)) {
      try {
        preferences.values.load(new StringReader(directory.read(FILE)));
      } catch (DatabaseException | IOException | IllegalArgumentException e) {
        LOG.log(Level.WARNING, "The console's preferences cannot be read.", e);
      }
    }
    return preferences;
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.getProperty(name));
  }

  /** A number; empty, too, where what stands there is none. */
  public Optional<Double> number(String name) {
    return text(name)
        .flatMap(
            value -> {
              try {
                return Optional.of(Double.valueOf(value));
              } catch (NumberFormatException _) {
                return Optional.empty();
              }
            });
  }

  public boolean flag(String name, boolean otherwise) {
    return text(name).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /** Remembers a value; written with the next {@link #save}. */
  public void set(String name, Object value) {
    if (!value.toString().equals(values.setProperty(name, value.toString()))) {
      dirty.set(true);
    }
  }

  /** Forgets a value. */
  public void remove(String name) {
    if (values.remove(name) != null) {
      dirty.set(true);
    }
  }

  /** Writes what has changed, in one step: a crash leaves the old file or the new one. */
  public synchronized void save() {
    if (!dirty.getAndSet(false)) {
      return;
    }
    try {
      var text = new StringWriter();
      values.store(text, null);
      directory.write(FILE, text.toString());
    } catch (DatabaseException e) {
      dirty.set(true);
      LOG.log(Level.WARNING, "The console's preferences cannot be written.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
