package dev.keyporter.proxy.client;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PlainSocket;
import io.helidon.common.socket.SocketWriter;
import io.helidon.webclient.api.ClientConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** A connected socket, TLS included, as Helidon's client takes it; for one call. */
final class SocketConnection implements ClientConnection {
  private final Socket socket;
  private final HelidonSocket helidonSocket;
  private final DataReader reader;
  private final DataWriter writer;

  SocketConnection(Socket socket) {
    this.socket = socket;
    this.helidonSocket = PlainSocket.client(socket, "call");
    this.reader = DataReader.create(helidonSocket);
    this.writer = SocketWriter.create(helidonSocket);
  }

  @Override
  public DataReader reader() {
    return reader;
  }

  @Override
  public DataWriter writer() {
    return writer;
  }

  @Override
  public String channelId() {
    return helidonSocket.socketId();
  }

  @Override
  public HelidonSocket helidonSocket() {
    return helidonSocket;
  }

  @Override
  public void readTimeout(Duration readTimeout) {
    try {
      socket.setSoTimeout((int) readTimeout.toMillis());
    } catch (SocketException e) {
      throw new UncheckedIOException("The connection is closed.", e);
    }
  }

  @Override
  public void closeResource() {
    close(socket);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is of no use any more, closed or not.
    }
  }
}
