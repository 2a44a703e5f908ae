package dev.keyporter.proxy.sse;

import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.sse.SseEvent.Ending;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream into its events, however the bytes arrive, by the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG
 * grammar</a>: lines end with LF, CRLF or CR and nothing else, a blank line ends an event.
 *
 * <p>The events' raw bytes, one after the other, are the stream, and where it is cut does not
 * depend on how it arrived. A CR at the end of a chunk may be half of a CRLF: the blank line it
 * ends waits for the next byte, except in a stream whose lines end with CR alone, where waiting
 * would hold back every event; should an LF follow there after all, it leads the next event.
 *
 * <p>Takes time linear in the bytes fed. Not safe for use by several threads.
 */
public final class SseScanner {
  /** 64 MiB: an image in base64 travels in one event. */
  public static final int DEFAULT_MAX_EVENT_BYTES = 64 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int FIRST_CAPACITY = 1024;
  private static final int LARGEST_KEPT = 64 << 10;

  /** Times what came of an event: as it gathers, as it is read, and on its way out. */
  private static final long COPIES = 3;

  private final int maxEventBytes;
  private final BodyMemory.Share memory;

  /** What came of the event that is not complete. */
  private byte[] pending = new byte[0];

  private int pendingSize;

  private boolean lineEmpty = true;

  /** The last byte was a CR: an LF now is its second half. */
  private boolean afterCr;

  /** That CR ends a blank line, and the event with it, once it is known whether an LF follows. */
  private boolean blankLineOpen;

  /** The line before this one ended with a CR that no LF followed. */
  private boolean loneCr;

  /** How much of a byte order mark the stream began with; -1 once that is settled. */
  private int markMatched;

  /** Where the content of the event that is not complete starts. */
  private int contentStart;

  /** A piece of the event that is not complete was given out already. */
  private boolean cut;

  /** For a stream that is in memory already. */
  public SseScanner() {
    this(BodyMemory.unbounded().share());
  }

  /**
   * @param memory where the bytes of an event are taken from that is not complete
   */
  public SseScanner(BodyMemory.Share memory) {
    this(DEFAULT_MAX_EVENT_BYTES, memory);
  }

  /**
   * @param maxEventBytes longest event that is held back and read, at least 1; a longer one, or one
   *     for which there is no room, is given out in pieces that end with {@link Ending#SIZE_LIMIT}
   */
  public SseScanner(int maxEventBytes, BodyMemory.Share memory) {
    if (maxEventBytes < 1) {
      throw new IllegalArgumentException("An event has at least one byte.");
    }
    this.maxEventBytes = maxEventBytes;
    this.memory = memory;
  }

  /** Takes the next bytes and hands on every event they complete. The chunk may be reused. */
  public void feed(byte[] chunk, int offset, int length, Consumer<SseEvent> events) {
    int end = offset + length;
    int from = offset;
    int at = offset;
    while (at < end) {
      if (blankLineOpen && chunk[at] != '\n') {
        handOn(chunk, from, at, Ending.BLANK_LINE, events);
        from = at;
      } else if (pendingSize + (at - from) == maxEventBytes) {
        handOn(chunk, from, at, Ending.SIZE_LIMIT, events);
        from = at;
      }
      if (endsEvent(chunk[at++])) {
        handOn(chunk, from, at, Ending.BLANK_LINE, events);
        from = at;
      } else if (!lineEmpty && markMatched < 0) {
        int room = maxEventBytes - pendingSize;
        at = lineEnd(chunk, at, end - from > room ? from + room : end);
      }
    }
    if (!hold(chunk, from, end)) {
      handOn(chunk, from, end, Ending.SIZE_LIMIT, events);
    }
  }

  /** Takes the end of the stream: what is left is handed on as a last event. */
  public void finish(Consumer<SseEvent> events) {
    if (pendingSize > 0) {
      handOn(pending, 0, 0, blankLineOpen ? Ending.BLANK_LINE : Ending.STREAM_END, events);
    }
  }

  /** What came of the event that is not complete; a copy. */
  public byte[] pending() {
    return Arrays.copyOf(pending, pendingSize);
  }

  /** Takes the next byte into account; true where it completes an event. */
  private boolean endsEvent(byte b) {
    boolean blank = false;
    if (b == '\n') {
      blank = afterCr ? blankLineOpen : lineEmpty;
      afterCr = false;
      loneCr = false;
      lineEmpty = true;
    } else {
      loneCr |= afterCr;
      afterCr = b == '\r';
      if (afterCr) {
        blank = lineEmpty && loneCr;
        blankLineOpen = lineEmpty && !loneCr;
      }
      lineEmpty = afterCr;
    }
    if (markMatched >= 0) {
      matchMark(b);
    }
    return blank;
  }

  private void matchMark(byte b) {
    markMatched = b == BYTE_ORDER_MARK[markMatched] ? markMatched + 1 : -1;
    if (markMatched == BYTE_ORDER_MARK.length) {
      markMatched = -1;
      contentStart = BYTE_ORDER_MARK.length;
      lineEmpty = true;
    }
  }

  private static int lineEnd(byte[] chunk, int from, int end) {
    int at = from;
    while (at < end && chunk[at] != '\n' && chunk[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Hands on what is pending and the chunk's bytes up to {@code to}. */
  private void handOn(byte[] chunk, int from, int to, Ending ending, Consumer<SseEvent> events) {
    byte[] raw = new byte[pendingSize + (to - from)];
    System.arraycopy(pending, 0, raw, 0, pendingSize);
    System.arraycopy(chunk, from, raw, pendingSize, to - from);
    boolean readable = !cut && ending != Ending.SIZE_LIMIT;
    var event = new SseEvent(raw, contentStart, ending, readable);
    pendingSize = 0;
    if (pending.length > LARGEST_KEPT) {
      pending = new byte[0];
      memory.become(0);
    }
    contentStart = 0;
    cut = ending == Ending.SIZE_LIMIT;
    if (!cut) {
      blankLineOpen = false;
    }
    events.accept(event);
  }

  /** False, and nothing is held, where there is no room. */
  private boolean hold(byte[] chunk, int from, int end) {
    int size = pendingSize + (end - from);
    if (size > pending.length) {
      int doubled = pending.length > maxEventBytes / 2 ? maxEventBytes : pending.length * 2;
      int capacity = Math.max(size, Math.max(doubled, FIRST_CAPACITY));
      if (!memory.offer(COPIES * capacity - memory.bytes())) {
        return false;
      }
      pending = Arrays.copyOf(pending, capacity);
    }
    System.arraycopy(chunk, from, pending, pendingSize, end - from);
    pendingSize = size;
    return true;
  }
}
