package dev.keyporter.proxy.client;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The answer to a call: its head, and its body as it comes. Closing it ends the connection. */
public final class HttpAnswer implements AutoCloseable {
  private final HttpClientResponse response;
  private final Socket socket;

  HttpAnswer(HttpClientResponse response, Socket socket) {
    this.response = response;
    this.socket = socket;
  }

  /** The HTTP status. */
  public int status() {
    return response.status().code();
  }

  /** The first header of that name, in any case. */
  public Optional<String> header(String name) {
    return response.headers().first(HeaderNames.create(name));
  }

  /** The body; empty where the answer has none. */
  public InputStream body() {
    return response.entity().hasEntity()
        ? new Body(response.inputStream())
        : InputStream.nullInputStream();
  }

  /**
   * The whole body as UTF-8.
   *
   * @throws IOException when it breaks off
   */
  public String text() throws IOException {
    return new String(body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    SocketConnection.close(socket);
  }

  /** Says what breaks as an IOException, where Helidon has several exceptions for it. */
  private static final class Body extends FilterInputStream {
    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (RuntimeException e) {
        throw new IOException("The answer broke off.", e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (RuntimeException e) {
        throw new IOException("The answer broke off.", e);
      }
    }
  }
}
