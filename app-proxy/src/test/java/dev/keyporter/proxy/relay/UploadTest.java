package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A long body goes up while it comes, and nobody holds it. */
class UploadTest {
  private static final int PIECE = 1 << 20;
  private static final int PIECES = 12;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"id\":\"file-u\"}"
          .getBytes(UTF_8);

  /** Of a body that is held no more than a twelfth of what is sent here may be taken. */
  private static final int MOST_HELD_WHOLE = 1 << 20;

  @TempDir private static Path directory;
  private static ProxyFixture proxy;
  private ServerSocket provider;

  @BeforeAll
  static void startProxy() {
    ProxySettings usual = ProxyFixture.settings(Duration.ofSeconds(20));
    proxy =
        ProxyFixture.start(
            directory,
            new ProxySettings(
                usual.host(),
                usual.port(),
                Set.of(),
                Set.of(),
                MOST_HELD_WHOLE,
                usual.stopGrace(),
                usual.upstream()));
  }

  @AfterAll
  static void stopProxy() {
    proxy.close();
  }

  @BeforeEach
  void listen() throws IOException {
    provider = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy.sharedKey(
        URI.create("http://127.0.0.1:" + provider.getLocalPort() + "/v1"), "sk-the-real-key");
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesUpWhileItComes(boolean isChunked) throws Exception {
    try (RawClient client = client()) {
      client.send(head(isChunked));
      client.send(piece(isChunked));
      client.send(piece(isChunked));
      try (Socket socket = provider.accept()) {
        InputStream in = socket.getInputStream();
        String head = head(in);
        assertEquals(isChunked, head.contains("Transfer-Encoding: chunked"), head);
        assertEquals(!isChunked, head.contains("Content-Length: " + PIECES * PIECE), head);
        // The provider has its first megabyte, while the client has most of it yet to send.
        in.readNBytes(PIECE);
        for (int sent = 2; sent < PIECES; sent++) {
          client.send(piece(isChunked));
          in.readNBytes(PIECE);
          assertTrue(proxy.memory().held() <= 4 * PIECE, "held: " + proxy.memory().held());
        }
        client.send(isChunked ? "0\r\n\r\n" : "");
        drain(in, isChunked, (long) PIECE * (PIECES - 1));
        socket.getOutputStream().write(ANSWER);
        assertTrue(client.readAnswer().startsWith("HTTP/1.1 200"));
      }
    }
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals((long) PIECES * PIECE, row.requestBytes());
    assertEquals("file-u", row.responseId());
    String kept =
        new String(
            proxy.database().requests().exchange(row.id()).orElseThrow().requestBody(), UTF_8);
    assertTrue(kept.startsWith("xxx"), kept.substring(0, 10));
    assertTrue(
        kept.endsWith(
            "\n[cut: these are the first 65,536 of 12,582,912 bytes; the rest was not kept]"),
        kept.substring(kept.length() - 100));
  }

  @Test
  void aModelThatComesLastIsKnownInTheEnd() throws Exception {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\n"
            + "x".repeat(2 * PIECE)
            + "\r\n"
            + "--b\r\n"
            + "Content-Disposition: form-data; name=\"model\"\r\n\r\n"
            + "whisper-1\r\n"
            + "--b--\r\n";
    try (RawClient client = client()) {
      client.send(
          head("multipart/form-data; boundary=b", "Content-Length: " + form.length()) + form);
      try (Socket socket = provider.accept()) {
        head(socket.getInputStream());
        socket.getInputStream().readNBytes(form.length());
        socket.getOutputStream().write(ANSWER);
        client.readAnswer();
      }
    }
    assertEquals("whisper-1", proxy.finished().model());
  }

  @Test
  void anAnswerThatComesEarlyIsPassedOn() throws Exception {
    try (RawClient client = client()) {
      client.send(head(false));
      client.send(piece(false));
      client.send(piece(false));
      try (Socket socket = provider.accept()) {
        head(socket.getInputStream());
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                    .getBytes(UTF_8));
        socket.shutdownOutput();
        socket.getInputStream().readNBytes(PIECE);
      }
      // It shows when the next pieces cannot be sent on; of the rest, four times the limit is read.
      client.send(piece(false));
      client.send(piece(false));
      assertTrue(client.readAnswer().startsWith("HTTP/1.1 413"));
    }
    assertEquals(413, proxy.finished().httpStatus());
  }

  @Test
  void aClientThatLeavesInBetweenTakesTheProvidersConnectionAlong() throws Exception {
    try (RawClient client = client()) {
      client.send(head(false));
      client.send(piece(false));
      client.send(piece(false));
      try (Socket socket = provider.accept()) {
        head(socket.getInputStream());
        client.reset();
        assertFalse(isWhole(socket.getInputStream()));
      }
    }
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.CANCELLED, row.status());
    assertEquals(CostCertainty.NONE, row.cost().certainty());
  }

  @Test
  void chunksThatGoWrongBreakItOff() throws Exception {
    try (RawClient client = client()) {
      client.send(head(true));
      client.send(piece(true));
      client.send(piece(true));
      try (Socket socket = provider.accept()) {
        head(socket.getInputStream());
        client.send("no length\r\n");
        String answer = client.readAnswer();
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains("malformed_request"), answer);
        assertFalse(isWhole(socket.getInputStream()));
      }
    }
    assertEquals(RequestStatus.FAILED, proxy.finished().status());
  }

  @Test
  void whatIsHeldWholeKeepsItsLimit() throws Exception {
    String json = "{\"a\":\"" + "x".repeat(2 * PIECE) + "\"}";
    try (RawClient client = client()) {
      client.send(head("application/json", "Content-Length: " + json.length()) + json);
      String answer = client.readAnswer();
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }
  }

  private static RawClient client() throws IOException {
    return RawClient.connect(proxy.address().getPort());
  }

  private static String head(boolean isChunked) {
    return head(
        "application/octet-stream",
        isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + PIECES * PIECE);
  }

  private static String head(String type, String framing) {
    return "POST /v1/uploads/upload_1/parts HTTP/1.1\r\nHost: localhost\r\nX-User-ID: alice\r\n"
        + "Authorization: Bearer "
        + proxy.token()
        + "\r\nContent-Type: "
        + type
        + "\r\n"
        + framing
        + "\r\n\r\n";
  }

  private static byte[] piece(boolean isChunked) {
    String bytes = "x".repeat(PIECE);
    return (isChunked ? Integer.toHexString(PIECE) + "\r\n" + bytes + "\r\n" : bytes)
        .getBytes(UTF_8);
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(ISO_8859_1);
  }

  /** Reads what is left: to the last chunk, or to the announced length. */
  private static void drain(InputStream in, boolean isChunked, long read) throws IOException {
    if (!isChunked) {
      in.skipNBytes((long) PIECES * PIECE - read);
      return;
    }
    var end = new ByteArrayOutputStream();
    while (!end.toString(ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
      if (end.size() > 64) {
        byte[] last = end.toByteArray();
        end.reset();
        end.write(last, last.length - 8, 8);
      }
      end.write(in.read());
    }
  }

  /** Whether what comes up to the connection's end is all that was announced. */
  private static boolean isWhole(InputStream in) throws IOException {
    try {
      return in.readAllBytes().length >= PIECES * PIECE;
    } catch (IOException broken) {
      return false;
    }
  }
}
