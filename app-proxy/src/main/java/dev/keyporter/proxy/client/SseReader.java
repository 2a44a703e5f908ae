package dev.keyporter.proxy.client;

import java.util.Optional;

/**
 * Puts the lines of an event stream together to the data of its events, after the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG's
 * rules</a>. Names of events are left out: the API repeats them in the data.
 */
final class SseReader {
  private static final String FIELD = "data";

  private final StringBuilder data = new StringBuilder();
  private boolean hasData;

  /** Takes the next line; gives the data of the event that it ends, if it ends one. */
  Optional<String> line(String line) {
    if (line.isEmpty()) {
      Optional<String> event = hasData ? Optional.of(data.toString()) : Optional.empty();
      data.setLength(0);
      hasData = false;
      return event;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    if (field.equals(FIELD)) {
      if (hasData) {
        data.append('\n');
      }
      hasData = true;
      if (colon >= 0) {
        boolean hasSpace = line.startsWith(" ", colon + 1);
        data.append(line, colon + (hasSpace ? 2 : 1), line.length());
      }
    }
    return Optional.empty();
  }
}
