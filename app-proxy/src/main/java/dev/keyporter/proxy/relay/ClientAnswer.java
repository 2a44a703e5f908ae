package dev.keyporter.proxy.relay;

import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.http.HttpMessages;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The provider's answer on its way out to the client. Its head goes out with its first bytes, so
 * that until then an error can take its place. Failing writes mean that the client left.
 */
final class ClientAnswer {
  private final ServerResponse response;
  private final int status;
  private final HeaderLines headers;
  private @Nullable OutputStream out;

  ClientAnswer(ServerResponse response, int status, HeaderLines headers) {
    this.response = response;
    this.status = status;
    this.headers = headers;
  }

  boolean hasBegun() {
    return out != null;
  }

  /** Sends the whole answer at once. */
  void send(byte[] body) {
    try {
      head();
      response.send(HttpMessages.takesContent(status) ? body : new byte[0]);
    } catch (UncheckedIOException | CloseConnectionException e) {
      throw new ClientGoneException(e);
    }
  }

  /** Sends what is held, at once, and empties it. */
  void flush(ByteArrayOutputStream held) {
    if (!HttpMessages.takesContent(status)) {
      held.reset();
    }
    if (out != null && held.size() == 0) {
      return;
    }
    flush(held::writeTo);
    held.reset();
  }

  /** Sends the first bytes of an array at once. */
  void flush(byte[] bytes, int length) {
    flush(to -> to.write(bytes, 0, HttpMessages.takesContent(status) ? length : 0));
  }

  private interface Content {
    void writeTo(OutputStream to) throws IOException;
  }

  private void flush(Content content) {
    try {
      if (out == null) {
        head();
        out = response.outputStream();
      }
      content.writeTo(out);
      out.flush();
    } catch (IOException | UncheckedIOException | CloseConnectionException e) {
      throw new ClientGoneException(e);
    }
  }

  /** Ends an answer that was flushed before. */
  void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException | UncheckedIOException | CloseConnectionException e) {
      throw new ClientGoneException(e);
    }
  }

  private void head() {
    response.status(Status.create(status));
    HttpMessages.set(response, headers);
  }
}
