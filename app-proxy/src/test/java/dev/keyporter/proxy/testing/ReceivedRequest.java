package dev.keyporter.proxy.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request as its bytes arrived. */
public final class ReceivedRequest {
  private final int connection;
  private final byte[] head;
  private final byte[] body;
  private final CountDownLatch gone;

  ReceivedRequest(int connection, byte[] head, byte[] body, CountDownLatch gone) {
    this.connection = connection;
    this.head = head;
    this.body = body;
    this.gone = gone;
  }

  /** Counts connections from 1; two requests with the same number shared one. */
  public int connection() {
    return connection;
  }

  /** Request line and headers with the empty line, byte for byte. */
  public byte[] head() {
    return head.clone();
  }

  /** The body without the chunked coding's framing. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** GET, POST … */
  public String method() {
    return requestLine()[0];
  }

  /** Path and query as they came. */
  public String target() {
    return requestLine()[1];
  }

  /** Every value of a header, whatever the case of its name. */
  public List<String> headers(String name) {
    return new String(head, ISO_8859_1)
        .lines()
        .skip(1)
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** Whether the client's side of the connection ended, or ends within this time. */
  public boolean clientLeftWithin(Duration deadline) {
    try {
      return gone.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String[] requestLine() {
    return new String(head, ISO_8859_1).lines().findFirst().orElse("").split(" ", 3);
  }
}
