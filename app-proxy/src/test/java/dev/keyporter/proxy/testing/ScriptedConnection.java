package dev.keyporter.proxy.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client's connection. A thread of its own reads ahead while a script plays, so that a client's
 * leaving is noticed even when nothing is being sent.
 */
final class ScriptedConnection {
  private static final int GATE_DEADLINE_SECONDS = 60;
  private final int number;
  private final Socket socket;
  private final CountDownLatch gone = new CountDownLatch(1);

  ScriptedConnection(int number, Socket socket) {
    this.number = number;
    this.socket = socket;
  }

  /** Reads requests until the client leaves. */
  void readRequests(Consumer<ReceivedRequest> received) {
    try (var in = new BufferedInputStream(socket.getInputStream())) {
      byte[] head = head(in);
      while (head.length > 0) {
        var bodiless = new ReceivedRequest(number, head, new byte[0], gone);
        received.accept(new ReceivedRequest(number, head, body(bodiless, in), gone));
        head = head(in);
      }
    } catch (IOException e) {
      // The client left, or a script broke the connection: both are what tests ask for.
    } finally {
      gone.countDown();
    }
  }

  /** Plays a script; false when the connection is over. */
  boolean play(Script script) {
    try {
      for (Script.Step step : script.steps()) {
        if (!play(step)) {
          socket.close();
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Breaks the connection, whatever it is doing. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is what it was to be.
    }
  }

  private boolean play(Script.Step step) throws IOException, InterruptedException {
    switch (step) {
      case Script.Step.Send send -> {
        socket.getOutputStream().write(send.bytes());
        socket.getOutputStream().flush();
        return true;
      }
      case Script.Step.Await await -> {
        return await.gate().await(GATE_DEADLINE_SECONDS, TimeUnit.SECONDS);
      }
      case Script.Step.Hang hang -> {
        gone.await();
        return false;
      }
      case Script.Step.Close close -> {
        socket.shutdownOutput();
        return false;
      }
      case Script.Step.Reset reset -> {
        socket.setSoLinger(true, 0);
        return false;
      }
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int ending = 0;
    while (ending < 4) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      head.write(next);
      ending = next == "\r\n\r\n".charAt(ending) ? ending + 1 : next == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static byte[] body(ReceivedRequest request, InputStream in) throws IOException {
    if (request.header("Transfer-Encoding").isPresent()) {
      return chunks(in);
    }
    int length = request.header("Content-Length").map(Integer::parseInt).orElse(0);
    return exactly(length, in);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(in), 16);
    while (size > 0) {
      body.writeBytes(exactly(size, in));
      line(in);
      size = Integer.parseInt(line(in), 16);
    }
    while (!line(in).isEmpty()) {
      // Trailers are of no interest.
    }
    return body.toByteArray();
  }

  private static byte[] exactly(int length, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The request ended early.");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("The request ended early.");
      }
      line.write(next);
      next = in.read();
    }
    return line.toString(ISO_8859_1).strip();
  }
}
