package dev.keyporter.proxy.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One piece of an event stream: its bytes exactly as they came and, read when asked for, what they
 * say by the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG
 * grammar</a>. Comments and blank lines alone are events too, with no data. Not safe for use by
 * several threads.
 */
public final class SseEvent {
  /** What ended an event. */
  public enum Ending {
    /** A blank line: the event is whole. */
    BLANK_LINE,
    /** The stream ended first. A strict client drops such an event; a lenient one may act on it. */
    STREAM_END,
    /**
     * The event, or the rest of it, is over the scanner's limit: this is a piece of it, and neither
     * name nor data are read.
     */
    SIZE_LIMIT
  }

  private static final byte[] NO_DATA = new byte[0];

  private final byte[] raw;
  private final int contentStart;
  private final Ending ending;
  private final boolean readable;

  private boolean read;
  private String name = "";
  private boolean hasData;
  private byte[] data = NO_DATA;
  private int dataFrom;
  private int dataTo;

  /**
   * @param raw the bytes, owned by the event from now on
   * @param contentStart where the content starts: 3 after a byte order mark, else 0
   * @param readable false for a piece of an event that was cut into several
   */
  public SseEvent(byte[] raw, int contentStart, Ending ending, boolean readable) {
    this.raw = raw;
    this.contentStart = contentStart;
    this.ending = ending;
    this.readable = readable;
  }

  /** The whole event, its blank line included; the array itself, not to be changed. */
  public byte[] raw() {
    return raw;
  }

  public Ending ending() {
    return ending;
  }

  /** The value of the last {@code event:} line, empty where there is none. */
  public String name() {
    read();
    return name;
  }

  /** Whether there is a {@code data:} line, even an empty one. */
  public boolean hasData() {
    read();
    return hasData;
  }

  /** The values of all {@code data:} lines, joined with line feeds; a copy. */
  public byte[] data() {
    read();
    return Arrays.copyOfRange(data, dataFrom, dataTo);
  }

  /** Whether the data are exactly this ASCII text. */
  public boolean dataIs(String text) {
    read();
    return hasData
        && dataTo - dataFrom == text.length()
        && Arrays.equals(data, dataFrom, dataTo, text.getBytes(US_ASCII), 0, text.length());
  }

  /** Holds the data between {@link #dataFrom()} and {@link #dataTo()}. */
  public byte[] dataArray() {
    read();
    return data;
  }

  public int dataFrom() {
    read();
    return dataFrom;
  }

  public int dataTo() {
    read();
    return dataTo;
  }

  private void read() {
    if (read) {
      return;
    }
    read = true;
    if (!readable) {
      return;
    }
    JoinedLines several = null;
    int line = contentStart;
    while (line < raw.length) {
      int end = lineEnd(line);
      int colon = colon(line, end);
      int value = colon < end ? colon + 1 : end;
      if (value < end && raw[value] == ' ') {
        value++;
      }
      if (fieldIs("data", line, colon)) {
        if (hasData && several == null) {
          // Sized once for all that can follow, so that many lines still cost linear time.
          several = new JoinedLines(raw.length);
          several.add(data, dataFrom, dataTo);
        }
        if (several == null) {
          data = raw;
          dataFrom = value;
          dataTo = end;
        } else {
          several.addLine(raw, value, end);
        }
        hasData = true;
      } else if (fieldIs("event", line, colon)) {
        name = new String(raw, value, end - value, UTF_8);
      }
      line = end + 1;
    }
    if (several != null) {
      data = several.bytes;
      dataFrom = 0;
      dataTo = several.size;
    }
  }

  /** The first CR or LF from here; both of a CRLF end a line, the second an empty one. */
  private int lineEnd(int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n' && raw[at] != '\r') {
      at++;
    }
    return at;
  }

  private int colon(int from, int end) {
    int at = from;
    while (at < end && raw[at] != ':') {
      at++;
    }
    return at;
  }

  private boolean fieldIs(String field, int from, int to) {
    if (to - from != field.length()) {
      return false;
    }
    for (int i = 0; i < field.length(); i++) {
      if (raw[from + i] != field.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static final class JoinedLines {
    final byte[] bytes;
    int size;

    JoinedLines(int capacity) {
      bytes = new byte[capacity];
    }

    void addLine(byte[] from, int start, int end) {
      bytes[size++] = '\n';
      add(from, start, end);
    }

    void add(byte[] from, int start, int end) {
      System.arraycopy(from, start, bytes, size, end - start);
      size += end - start;
    }
  }
}
