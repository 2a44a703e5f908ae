package dev.keyporter.proxy.upstream;

import dev.keyporter.proxy.header.HeaderLines;
import java.io.IOException;

/** A provider's answer to the wish for another protocol, and the connection that speaks it. */
public final class UpstreamUpgrade implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final int status;
  private final HeaderLines headers;
  private final Connection connection;

  UpstreamUpgrade(int status, HeaderLines headers, Connection connection) {
    this.status = status;
    this.headers = headers;
    this.connection = connection;
  }

  /** Whether the provider speaks the other protocol from here on. */
  public boolean isUpgraded() {
    return status == AnswerHead.SWITCHING_PROTOCOLS;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The answer's headers. */
  public HeaderLines headers() {
    return headers;
  }

  /** At least one byte, at most {@code length}; -1 at the end of the connection. */
  public int read(byte[] target, int offset, int length) throws IOException {
    return connection.read(target, offset, length);
  }

  /** Sends bytes at once. */
  public void write(byte[] bytes) throws IOException {
    connection.write(bytes, NOTHING);
  }

  /** Ends the connection at once, from whatever thread. */
  @Override
  public void close() {
    connection.close();
  }
}
