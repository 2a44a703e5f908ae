package dev.keyporter.proxy.http;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A request's body as it comes from its client, encoded bodies included. */
public final class ClientBody {
  private static final int BUFFER = 8192;

  private final ServerRequest request;
  private final long length;

  /** Null until it is read: a client that waits to be told to go on is told so by that. */
  private @Nullable InputStream in;

  private ClientBody(ServerRequest request) {
    this.request = request;
    long announced = request.headers().contentLength().orElse(-1);
    this.length = request.content().hasEntity() ? announced : 0;
  }

  /** The body of a request, with what of it is not read yet. */
  public static ClientBody of(ServerRequest request) {
    return request
        .context()
        .get(ClientBody.class)
        .orElseGet(
            () -> {
              var body = new ClientBody(request);
              request.context().register(body);
              return body;
            });
  }

  private InputStream in() {
    if (in == null) {
      in = length == 0 ? InputStream.nullInputStream() : request.content().inputStream();
    }
    return in;
  }

  /**
   * Reads what is left and drops it, so that another request can follow, and the client gets to see
   * an answer that came early.
   *
   * @param most how many bytes are read at most
   * @return whether its end was reached
   */
  boolean drop(long most) {
    byte[] dropped = new byte[BUFFER];
    long left = most;
    try {
      while (left > 0) {
        int read = in().read(dropped);
        if (read < 0) {
          return true;
        }
        left -= read;
      }
    } catch (IOException | RuntimeException _) {
      // Nobody is left to be told.
    }
    return false;
  }

  /** How many bytes are announced; -1 where nobody knows. */
  public long length() {
    return length;
  }

  /**
   * Waits for the next bytes. The end must be read, or the request does not count as consumed.
   *
   * @return how many they are; -1 at the end
   * @throws ProxyException {@link ProxyError.InvalidRequest} when its chunks are malformed
   * @throws CloseConnectionException when the client left before its end
   */
  public int read(byte[] target, int offset, int most) {
    try {
      return in().read(target, offset, most);
    } catch (ProxyException | CloseConnectionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new ProxyException(
          new ProxyError.InvalidRequest(
              "malformed_request",
              "The request's body cannot be read: its chunks are malformed.",
              null));
    }
  }
}
