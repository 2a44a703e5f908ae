package dev.keyporter.proxy.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedProviderTest {
  private static final String GET = "GET /v1/models?a=b HTTP/1.1\r\nHost: x\r\nX-One: 1\r\n\r\n";
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private final ScriptedProvider provider = ScriptedProvider.start();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void sendsExactlyTheScriptedBytes() throws IOException {
    provider.answer(Script.sse("X-A: b").chunk("data: 1\n\n").lastChunk().close());
    try (Socket client = connect(GET)) {
      assertEquals(
          "HTTP/1.1 200 Scripted\r\nX-A: b\r\nContent-Type: text/event-stream\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n0\r\n\r\n",
          new String(client.getInputStream().readAllBytes(), UTF_8));
    }
  }

  @Test
  void keepsTheBytesOfRequestsAndServesManyOnOneConnection() throws IOException {
    provider.answer(Script.json(200, "{}"), Script.json(200, "{}").close());
    String post =
        "POST /v1/r HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\r\n1\r\n0\r\n\r\n";
    try (Socket client = connect(GET + post)) {
      assertTrue(client.getInputStream().readAllBytes().length > 0);
    }
    ReceivedRequest first = provider.takeRequest();
    ReceivedRequest second = provider.takeRequest();
    assertArrayEquals(GET.getBytes(UTF_8), first.head());
    assertEquals("/v1/models?a=b", first.target());
    assertEquals("1", first.header("x-one").orElseThrow());
    assertEquals("POST", second.method());
    assertEquals("\r\n1", second.text());
    assertEquals(first.connection(), second.connection());
    assertEquals(1, provider.connections());
  }

  @Test
  void waitsAtAGateWithTheFirstBytesSent() throws IOException {
    var gate = new CountDownLatch(1);
    provider.answer(Script.empty().send("one").await(gate).send("two").close());
    try (Socket client = connect(GET)) {
      assertEquals("one", new String(client.getInputStream().readNBytes(3), UTF_8));
      assertEquals(0, client.getInputStream().available());
      gate.countDown();
      assertEquals("two", new String(client.getInputStream().readAllBytes(), UTF_8));
    }
  }

  @Test
  void breaksTheConnectionOff() throws IOException {
    provider.answer(Script.empty().send("garbage").reset());
    try (Socket client = connect(GET)) {
      assertThrows(IOException.class, () -> client.getInputStream().readAllBytes());
    }
  }

  @Test
  void noticesAClientThatLeavesWhileNothingIsSent() throws IOException {
    provider.answer(Script.empty().hang());
    try (Socket client = connect(GET)) {
      assertFalse(provider.takeRequest().clientLeftWithin(Duration.ZERO));
      client.setSoLinger(true, 0);
    }
    assertTrue(provider.requests().getFirst().clientLeftWithin(DEADLINE));
  }

  @Test
  void answersUnscriptedRequestsWithAnError() throws IOException {
    try (Socket client = connect(GET)) {
      byte[] start = client.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 500", new String(start, UTF_8));
    }
  }

  private Socket connect(String request) throws IOException {
    var client = new Socket("127.0.0.1", provider.port());
    client.setSoTimeout((int) DEADLINE.toMillis());
    client.getOutputStream().write(request.getBytes(UTF_8));
    return client;
  }
}
