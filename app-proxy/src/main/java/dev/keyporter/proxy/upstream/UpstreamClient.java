package dev.keyporter.proxy.upstream;

import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.upstream.UpstreamFailure.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calls providers over HTTP/1.1, on connections that are kept and shared. Bytes pass as they are in
 * both directions; redirects are answers like any other.
 *
 * <p>Made for virtual threads: a call waits in its caller's thread, which must not be interrupted
 * meanwhile; {@link Cancellation} ends a call.
 */
public final class UpstreamClient implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  private final Dialer dialer;
  private final ConnectionPool pool = new ConnectionPool();

  /**
   * @throws IllegalArgumentException when the file of extra certificates cannot be used
   */
  public UpstreamClient(UpstreamSettings settings) {
    this.dialer = new Dialer(settings);
  }

  /**
   * Sends a request and waits for the head of its answer, whose body is then read from the answer.
   *
   * <p>The request reaches the provider at most once, save GET and HEAD, which are sent again when
   * a kept connection ends without a byte of an answer.
   *
   * @throws UpstreamFailure when there is no answer
   */
  public UpstreamAnswer send(UpstreamRequest request, Cancellation cancellation) {
    Origin origin = Origin.of(request.baseUrl());
    byte[] head = head(request);
    Optional<Connection> kept = pool.take(origin);
    if (kept.isPresent()) {
      try {
        return exchange(kept.get(), request, head, cancellation);
      } catch (IOException e) {
        boolean isStale = !kept.get().isAnswering() && !(e instanceof SocketTimeoutException);
        if (!isStale || !request.mayBeRepeated() || cancellation.isCancelled()) {
          throw UpstreamFailure.ofCall(request.baseUrl(), e, cancellation);
        }
      }
    }
    Connection connection = connect(origin, cancellation);
    try {
      return exchange(connection, request, head, cancellation);
    } catch (IOException e) {
      throw UpstreamFailure.ofCall(request.baseUrl(), e, cancellation);
    }
  }

  /**
   * Connects as for a request, for a caller that speaks HTTP itself. Until the caller closes the
   * connection, cancelling closes it.
   *
   * @throws UpstreamFailure when there is no connection
   */
  public Socket connect(URI baseUrl, Cancellation cancellation) {
    Origin origin = Origin.of(baseUrl);
    try {
      return dialer.dial(origin, cancellation).socket();
    } catch (IOException e) {
      throw unreachable(origin, e, cancellation);
    }
  }

  /**
   * Asks for another protocol on a connection of its own, which is neither kept nor shared.
   * Cancelling closes it.
   *
   * @param request its headers say which protocol
   * @throws UpstreamFailure when there is no answer
   */
  public UpstreamUpgrade upgrade(UpstreamRequest request, Cancellation cancellation) {
    Origin origin = Origin.of(request.baseUrl());
    Dialer.Dialled dialled;
    try {
      dialled = dialer.dial(origin, cancellation);
    } catch (IOException e) {
      throw unreachable(origin, e, cancellation);
    }
    boolean isAnswered = false;
    try {
      dialled.socket().setSoTimeout(Math.toIntExact(dialer.answerTimeout().toMillis()));
      var connection = new Connection(origin, dialled.channel(), dialled.socket());
      connection.write(head(request), new byte[0]);
      AnswerHead answer = AnswerHead.readOfUpgrade(connection);
      dialled.socket().setSoTimeout(0);
      isAnswered = true;
      return new UpstreamUpgrade(answer.status(), answer.headers(), connection);
    } catch (IOException e) {
      throw UpstreamFailure.ofCall(request.baseUrl(), e, cancellation);
    } finally {
      if (!isAnswered) {
        Dialer.close(dialled.channel());
      }
    }
  }

  private Connection connect(Origin origin, Cancellation cancellation) {
    try {
      return dialer.connect(origin, cancellation);
    } catch (IOException e) {
      throw unreachable(origin, e, cancellation);
    }
  }

  private static UpstreamFailure unreachable(
      Origin origin, IOException e, Cancellation cancellation) {
    return cancellation.isCancelled()
        ? UpstreamFailure.cancelled(e)
        : new UpstreamFailure(
            Kind.UNREACHABLE, "There is no connection to " + origin.host() + ".", e);
  }

  private UpstreamAnswer exchange(
      Connection connection, UpstreamRequest request, byte[] head, Cancellation cancellation)
      throws IOException {
    boolean isAnswered = false;
    try {
      if (!cancellation.onCancel(connection::close)) {
        throw new IOException("Cancelled.");
      }
      boolean isSent =
          switch (request.body()) {
            case RequestBody.Whole(byte[] bytes) -> write(connection, head, bytes);
            case RequestBody.Pieces pieces -> write(connection, head, pieces);
          };
      AnswerHead answer = AnswerHead.read(connection);
      long length = answer.isChunked() ? -1 : answer.contentLength();
      Framing framing;
      if (answer.isBodiless(request.method())) {
        framing = new Framing.Fixed(0);
      } else if (answer.isChunked()) {
        framing = new Framing.Chunked();
      } else {
        framing = length < 0 ? new Framing.UntilClose() : new Framing.Fixed(length);
      }
      AnswerBody body =
          new AnswerBody(connection, framing, isSent && answer.keepsAlive(), pool, cancellation);
      isAnswered = true;
      return new UpstreamAnswer(answer, body, length);
    } finally {
      if (!isAnswered) {
        cancellation.release();
        connection.close();
      }
    }
  }

  /**
   * A provider that refuses a large body may answer and close while it is still being sent: then
   * the answer counts, not the failed sending.
   *
   * @return false when the sending failed
   */
  private static boolean write(Connection connection, byte[] head, byte[] body) {
    try {
      connection.write(head, body);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The same for a body that comes while it is sent; what fails there ends the call. */
  private static boolean write(Connection connection, byte[] head, RequestBody.Pieces body) {
    byte[] piece = new byte[PIECE];
    boolean isSent = write(connection, head, new byte[0]);
    while (isSent) {
      int length = body.source().read(piece);
      isSent = writePiece(connection, piece, length, body.length() < 0);
      if (length < 0) {
        return isSent;
      }
    }
    return false;
  }

  private static boolean writePiece(
      Connection connection, byte[] piece, int length, boolean isChunked) {
    try {
      if (isChunked) {
        connection.write(chunk(piece, Math.max(0, length)));
      } else if (length > 0) {
        connection.write(length == piece.length ? piece : Arrays.copyOf(piece, length));
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A chunk; without length, the last one, which nothing follows (RFC 9112, 7.1). */
  private static byte[] chunk(byte[] piece, int length) {
    byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(size.length + length + 2)
        .put(size)
        .put(piece, 0, length)
        .put((byte) '\r')
        .put((byte) '\n')
        .array();
  }

  private static byte[] head(UpstreamRequest request) {
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(request.baseUrl().getHost());
    if (request.baseUrl().getPort() >= 0) {
      head.append(':').append(request.baseUrl().getPort());
    }
    head.append("\r\n");
    for (HeaderLine header : request.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    long length =
        switch (request.body()) {
          case RequestBody.Whole(byte[] bytes) -> bytes.length;
          case RequestBody.Pieces pieces -> pieces.length();
        };
    // A method that usually carries content says that there is none (RFC 9110, 8.6).
    boolean saysNone = !(request.isReading() || request.method().equals("DELETE"));
    if (length < 0) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (length > 0 || saysNone) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Closes connections that wait; answers being read go on to their end. */
  @Override
  public void close() {
    pool.close();
  }
}
