package dev.keyporter.proxy.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.sse.SseEvent.Ending;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
  private static final String[] PIECES = {
    "data: x", "event: e", ": comment", "id: 7", "data", "data:", "\n", "\r", "\r\n", "\n\n",
    "\r\r", "\r\n\r\n", "\u2028", "\u2029", "\u0085", "ä€😀", "\uFEFF", " ", ":", "[DONE]"
  };

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void cutsEventsAtBlankLinesOfEveryKind(String newline) {
    String stream = "event: a\ndata: 1\n\ndata: 2\n\n: ping\n\n".replace("\n", newline);
    List<SseEvent> events = scan(stream);
    assertEquals(3, events.size());
    assertEquals("event: a\ndata: 1\n\n".replace("\n", newline), raw(events.get(0)));
    assertEquals("a", events.get(0).name());
    assertEquals("1", data(events.get(0)));
    assertEquals("2", data(events.get(1)));
    assertFalse(events.get(2).hasData());
  }

  @Test
  void readsLinesThatEndInDifferentWays() {
    List<SseEvent> events = scan("data: 1\r\ndata: 2\rdata: 3\n\r\ndata: 4\r\r");
    assertEquals(List.of("1\n2\n3", "4"), events.stream().map(SseScannerTest::data).toList());
    events = scan("data: 1\rdata: 2\r\n\r\ndata: 3\rdata: 4\n\r\n\n");
    assertEquals(
        List.of("data: 1\rdata: 2\r\n\r\n", "data: 3\rdata: 4\n\r\n", "\n"),
        events.stream().map(SseScannerTest::raw).toList());
  }

  @Test
  void takesNoOtherCharacterForTheEndOfALine() {
    String text = "data: a\u2028\u2028b\u2029\u2029c\u0085\u0085d\u000B\f\u001C\u001Ee\n\n";
    List<SseEvent> events = scan(text);
    assertEquals(1, events.size());
    assertEquals(text.substring(6, text.length() - 2), data(events.getFirst()));
  }

  @Test
  void readsFieldsAsTheGrammarSays() {
    SseEvent event =
        scan(":data: no\nevent: a\ndata:x\ndata:  y\ndata\nevent:b\nDATA: z\n data: z\nid: 1\n\n")
            .getFirst();
    assertEquals("b", event.name());
    assertEquals("x\n y\n", data(event));
    assertTrue(event.hasData());
    assertTrue(scan("data\n\n").getFirst().hasData());
    assertFalse(scan("event: a\n\n").getFirst().hasData());
    assertTrue(scan("data: [DONE]\n\n").getFirst().dataIs("[DONE]"));
    assertFalse(scan("data: [DONE] \n\n").getFirst().dataIs("[DONE]"));
  }

  @Test
  void passesOverAByteOrderMarkAtTheStreamsStartOnly() {
    List<SseEvent> events = scan("\uFEFFdata: 1\n\n\uFEFFdata: 2\n\n");
    assertEquals("1", data(events.get(0)));
    assertFalse(events.get(1).hasData());
    assertEquals("\uFEFF\n", raw(scan("\uFEFF\ndata: 1\n\n").getFirst()));
  }

  @Test
  void handsAnEventOnWithItsLastByte() {
    for (String stream : List.of("data: 1\n\n", "data: 1\r\n\r\n", "data: 1\r\r")) {
      byte[] bytes = stream.getBytes(UTF_8);
      var scanner = new SseScanner();
      List<SseEvent> events = new ArrayList<>();
      scanner.feed(bytes, 0, bytes.length - 1, events::add);
      assertEquals(0, events.size());
      assertArrayEquals(Arrays.copyOf(bytes, bytes.length - 1), scanner.pending());
      scanner.feed(bytes, bytes.length - 1, 1, events::add);
      assertEquals(1, events.size());
      assertEquals(0, scanner.pending().length);
    }
  }

  @Test
  void handsOnWhatIsLeftAtTheEnd() {
    var scanner = new SseScanner();
    List<SseEvent> events = new ArrayList<>();
    byte[] bytes = "data: 1\n\ndata: [DONE]\n".getBytes(UTF_8);
    scanner.feed(bytes, 0, bytes.length, events::add);
    scanner.finish(events::add);
    assertEquals(
        List.of(Ending.BLANK_LINE, Ending.STREAM_END),
        events.stream().map(SseEvent::ending).toList());
    assertTrue(events.getLast().dataIs("[DONE]"));
    scanner.finish(events::add);
    assertEquals(2, events.size());
  }

  @Test
  void cutsTheSameEventsHoweverTheBytesArrive() {
    var random = new Random(20261123);
    for (int round = 0; round < 3000; round++) {
      byte[] stream = stream(random);
      int limit = round % 3 == 0 ? 1 + random.nextInt(40) : SseScanner.DEFAULT_MAX_EVENT_BYTES;
      List<SseEvent> whole = scan(stream, limit, stream.length, random);
      List<SseEvent> pieces = scan(stream, limit, 1 + random.nextInt(9), random);
      assertArrayEquals(stream, joined(whole));
      assertEquals(whole.size(), pieces.size());
      for (int i = 0; i < whole.size(); i++) {
        assertArrayEquals(whole.get(i).raw(), pieces.get(i).raw());
        assertEquals(whole.get(i).name(), pieces.get(i).name());
        assertEquals(data(whole.get(i)), data(pieces.get(i)));
        assertEquals(whole.get(i).ending(), pieces.get(i).ending());
        assertTrue(whole.get(i).raw().length <= limit);
      }
    }
  }

  @Test
  void agreesWithAPlainReadingOfTheGrammar() {
    var random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      byte[] stream = stream(random);
      List<String> read =
          scan(stream, SseScanner.DEFAULT_MAX_EVENT_BYTES, 1 + random.nextInt(9), random).stream()
              .filter(event -> event.ending() == Ending.BLANK_LINE && event.hasData())
              .map(event -> event.name() + "|" + data(event))
              .toList();
      assertEquals(plainReading(new String(stream, UTF_8)), read);
    }
  }

  @Test
  void givesAnEventOverTheLimitInPieces() {
    String big = "data: " + "x".repeat(94) + "data: " + "\n\n";
    byte[] bytes = (big + "data: 1\n\n").getBytes(UTF_8);
    List<SseEvent> events = scan(bytes, 50, bytes.length, new Random(1));
    assertEquals(
        List.of(Ending.SIZE_LIMIT, Ending.SIZE_LIMIT, Ending.BLANK_LINE, Ending.BLANK_LINE),
        events.stream().map(SseEvent::ending).toList());
    assertFalse(events.get(0).hasData());
    assertFalse(events.get(2).hasData());
    assertEquals("1", data(events.get(3)));
    assertEquals(2, scan(bytes, 108, bytes.length, new Random(1)).size());
    assertThrows(
        IllegalArgumentException.class, () -> new SseScanner(0, BodyMemory.unbounded().share()));
  }

  @Test
  void readsAnEventOfManyMegabytesAndManyLines() {
    String line = "data: " + "y".repeat(1000) + "\n";
    byte[] bytes = (line.repeat(8000) + "\n").getBytes(UTF_8);
    List<SseEvent> events = scan(bytes, SseScanner.DEFAULT_MAX_EVENT_BYTES, 8192, new Random(1));
    assertEquals(1, events.size());
    assertEquals(8000 * 1001 - 1, events.getFirst().data().length);
  }

  private static byte[] stream(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(UTF_8);
  }

  /** The grammar once more, by regular expression, on the whole text. */
  private static List<String> plainReading(String stream) {
    String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
    List<String> events = new ArrayList<>();
    String name = "";
    String data = null;
    String[] lines = text.split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String line = lines[i];
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (line.isEmpty()) {
        if (data != null) {
          events.add(name + "|" + data);
        }
        name = "";
        data = null;
      } else if (field.equals("event")) {
        name = value;
      } else if (field.equals("data")) {
        data = data == null ? value : data + "\n" + value;
      }
    }
    return events;
  }

  private static List<SseEvent> scan(String stream) {
    byte[] bytes = stream.getBytes(UTF_8);
    return scan(bytes, SseScanner.DEFAULT_MAX_EVENT_BYTES, Math.max(1, bytes.length), new Random());
  }

  /** Feeds pieces of up to {@code largest} bytes from one buffer that is used again and again. */
  private static List<SseEvent> scan(byte[] stream, int limit, int largest, Random random) {
    var scanner = new SseScanner(limit, BodyMemory.unbounded().share());
    List<SseEvent> events = new ArrayList<>();
    byte[] buffer = new byte[largest + 3];
    int at = 0;
    while (at < stream.length) {
      int length = Math.min(stream.length - at, 1 + random.nextInt(largest));
      System.arraycopy(stream, at, buffer, 3, length);
      scanner.feed(buffer, 3, length, events::add);
      at += length;
    }
    scanner.finish(events::add);
    return events;
  }

  private static byte[] joined(List<SseEvent> events) {
    var bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(event.raw()));
    return bytes.toByteArray();
  }

  private static String raw(SseEvent event) {
    return new String(event.raw(), UTF_8);
  }

  private static String data(SseEvent event) {
    return new String(event.data(), UTF_8);
  }
}
