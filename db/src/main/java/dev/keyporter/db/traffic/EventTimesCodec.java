package dev.keyporter.db.traffic;

import dev.keyporter.model.traffic.EventTimes;
import java.util.Arrays;

/** Event times as pairs of differences, each in seven-bit groups, the lowest first. */
final class EventTimesCodec {
  private static final int LONGEST_PAIR = 20;

  private EventTimesCodec() {}

  static byte[] encode(EventTimes times) {
    var out = new byte[64];
    int size = 0;
    long end = 0;
    long micros = 0;
    for (int i = 0; i < times.size(); i++) {
      if (size + LONGEST_PAIR > out.length) {
        out = Arrays.copyOf(out, out.length * 2);
      }
      size = put(out, size, times.end(i) - end);
      size = put(out, size, times.micros(i) - micros);
      end = times.end(i);
      micros = times.micros(i);
    }
    return Arrays.copyOf(out, size);
  }

  /**
   * @throws IllegalStateException when the bytes end in the middle
   */
  static EventTimes decode(byte[] stored) {
    var times = new EventTimes();
    long end = 0;
    long micros = 0;
    int at = 0;
    while (at < stored.length) {
      end += get(stored, at);
      at = next(stored, at);
      micros += get(stored, at);
      at = next(stored, at);
      times.add(end, micros);
    }
    return times;
  }

  private static int put(byte[] out, int at, long value) {
    long rest = value;
    int size = at;
    while (rest > 0x7f) {
      out[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[size++] = (byte) rest;
    return size;
  }

  private static long get(byte[] stored, int at) {
    long value = 0;
    int last = next(stored, at);
    for (int i = last - 1; i >= at; i--) {
      value = value << 7 | (stored[i] & 0x7f);
    }
    return value;
  }

  private static int next(byte[] stored, int at) {
    for (int i = at; i < stored.length; i++) {
      if (stored[i] >= 0) {
        return i + 1;
      }
    }
    throw new IllegalStateException("Stored event times are damaged.");
  }
}
