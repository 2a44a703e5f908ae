package dev.keyporter.proxy.upstream;

import dev.keyporter.proxy.header.HeaderLines;
import java.io.InputStream;
import java.util.Optional;

/** A provider's answer: its head, and its body as it comes. To be closed; for one thread. */
public final class UpstreamAnswer implements AutoCloseable {
  private final AnswerHead head;
  private final AnswerBody body;
  private final long contentLength;

  UpstreamAnswer(AnswerHead head, AnswerBody body, long contentLength) {
    this.head = head;
    this.body = body;
    this.contentLength = contentLength;
  }

  /** HTTP status, 200 to 999. */
  public int status() {
    return head.status();
  }

  /** All headers, in their order and spelling, hop-by-hop ones included. */
  public HeaderLines headers() {
    return head.headers();
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return head.headers().first(name);
  }

  /** Length of the body in bytes where it is known beforehand, else -1. */
  public long contentLength() {
    return contentLength;
  }

  /**
   * The body's bytes without transfer encoding; a content encoding stays. A read returns as soon as
   * anything is there, and -1 only at the clean end.
   *
   * <p>Reads throw {@link BrokenBodyException} when the body ends before it is whole. Only a body
   * framed by nothing but the end of its connection cannot tell a cut from its end.
   */
  public InputStream body() {
    return body;
  }

  /** Whether the body was read to its clean end. */
  public boolean isComplete() {
    return body.isComplete();
  }

  /** Drops the connection, unless the body was read to its end. */
  @Override
  public void close() {
    body.close();
  }
}
