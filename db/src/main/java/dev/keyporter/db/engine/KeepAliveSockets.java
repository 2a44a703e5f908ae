package dev.keyporter.db.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets whose system asks every few seconds whether the other end is still there, so that whoever
 * waits long for an answer is told within half a minute where none can come. Systems ask after two
 * hours unless told otherwise. Made by the driver, by name.
 */
public final class KeepAliveSockets extends SocketFactory {
  private static final int FIRST_QUESTION_SECONDS = 15;
  private static final int NEXT_QUESTION_SECONDS = 5;
  private static final int QUESTIONS = 3;

  @Override
  public Socket createSocket() throws IOException {
    var socket = new Socket();
    socket.setKeepAlive(true);
    set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, FIRST_QUESTION_SECONDS);
    set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, NEXT_QUESTION_SECONDS);
    set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, QUESTIONS);
    return socket;
  }

  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new UnsupportedOperationException("The driver connects its sockets itself.");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }
}
