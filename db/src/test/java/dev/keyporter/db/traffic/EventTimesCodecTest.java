package dev.keyporter.db.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.model.traffic.EventTimes;
import org.junit.jupiter.api.Test;

final class EventTimesCodecTest {
  @Test
  void keepsEventTimes() {
    var times = new EventTimes();
    long end = 0;
    long micros = 0;
    for (int i = 0; i < 1000; i++) {
      end += i * 37L;
      micros += i % 3 == 0 ? 0 : 1L << (i % 50);
      times.add(end, micros);
    }
    EventTimes read = EventTimesCodec.decode(EventTimesCodec.encode(times));
    assertEquals(times.size(), read.size());
    for (int i = 0; i < times.size(); i++) {
      assertEquals(times.end(i), read.end(i));
      assertEquals(times.micros(i), read.micros(i));
    }
    assertEquals(0, EventTimesCodec.decode(EventTimesCodec.encode(new EventTimes())).size());
  }
}
