package dev.keyporter.proxy.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final int MOST = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536, MOST})
  void readsWhatIsWrittenHoweverLong(int length) throws IOException {
    var payload = new byte[length];
    new Random(length).nextBytes(payload);
    var frame = new Frame(true, Frame.BINARY, payload);
    for (byte[] mask : new byte[][] {null, {1, -2, 3, -4}}) {
      var reader = reader(frame.bytes(mask), mask != null);
      Frame read = reader.read();
      assertNotNull(read);
      assertEquals(Frame.BINARY, read.opcode());
      assertArrayEquals(payload, read.payload());
      assertNull(reader.read());
    }
  }

  /** Of RFC 6455, 5.7. */
  @ParameterizedTest
  @CsvSource({
    "810548656c6c6f, false, 1, Hello",
    "818537fa213d7f9f4d5158, true, 1, Hello",
    "890548656c6c6f, false, 9, Hello",
    "8a8537fa213d7f9f4d5158, true, 10, Hello",
  })
  void readsTheExamplesOfTheStandard(String hex, boolean masked, int opcode, String text)
      throws IOException {
    Frame frame = reader(HexFormat.of().parseHex(hex), masked).read();
    assertNotNull(frame);
    assertEquals(opcode, frame.opcode());
    assertEquals(text, new String(frame.payload(), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "c10548656c6c6f, false, 1002",
    "810548656c6c6f, true, 1002",
    "818537fa213d7f9f4d5158, false, 1002",
    "830548656c6c6f, false, 1002",
    "8f00, false, 1002",
    "0900, false, 1002",
    "897e007e, false, 1002",
    "817f0000000000100001, false, 1009",
    "817fffffffffffffffff, false, 1009",
  })
  void refusesWhatIsNoFrame(String hex, boolean isFromClient, int status) {
    var failure =
        assertThrows(
            WebSocketException.class,
            () -> reader(HexFormat.of().parseHex(hex), isFromClient).read());
    assertEquals(status, failure.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"81", "8105", "81054865", "817e", "817e00", "8185aabb"})
  void aConnectionThatEndsWithinAFrameIsBroken(String hex) {
    assertThrows(
        EOFException.class,
        () -> reader(HexFormat.of().parseHex(hex), hex.startsWith("8185")).read());
  }

  @Test
  void messagesAreMadeOfTheirFramesAndOfNoOthers() throws IOException {
    var messages = new Messages(10);
    var begun = new Frame(false, Frame.TEXT, new byte[] {1, 2});
    var end = new Frame(true, Frame.CONTINUATION, new byte[] {3});
    assertThrows(WebSocketException.class, () -> messages.take(end));
    assertEquals(Optional.empty(), messages.take(begun));
    assertThrows(WebSocketException.class, () -> messages.take(begun));
    assertArrayEquals(new byte[] {1, 2, 3}, messages.take(end).orElseThrow().payload());
    assertThrows(
        WebSocketException.class, () -> messages.take(new Frame(true, Frame.TEXT, new byte[11])));
  }

  private static FrameReader reader(byte[] bytes, boolean isFromClient) {
    return new FrameReader(new ByteArrayInputStream(bytes)::read, isFromClient, MOST);
  }
}
