package dev.keyporter.proxy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** A server-sent event stream, each event flushed on its own. */
final class EventStream {
  private final OutputStream out;
  private final Duration pace;

  /** Opens the stream; the pace is the time between two pieces of text. */
  EventStream(ServerResponse response, Duration pace) {
    response.header("Content-Type", "text/event-stream; charset=utf-8");
    response.header("Cache-Control", "no-cache");
    this.out = response.outputStream();
    this.pace = pace;
  }

  /** Sends an event with its {@code event:} line, as the Responses API does. */
  void send(String event, JsonNode data) {
    write("event: " + event + "\ndata: " + DemoJson.text(data) + "\n\n");
  }

  /** Sends an event without a name, as chat completions do. */
  void send(String data) {
    write("data: " + data + "\n\n");
  }

  /** Lets the time between two pieces of text pass. */
  void pause() {
    if (!pace.isZero()) {
      try {
        Thread.sleep(pace);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw broken();
      }
    }
  }

  /** The exception that breaks the connection off, so that the stream never looks complete. */
  static RuntimeException broken() {
    return new CloseConnectionException("The demo provider breaks the connection off.");
  }

  /** Ends the stream in good order; without it, the connection breaks off. */
  void finish() {
    try {
      out.close();
    } catch (IOException e) {
      throw new CloseConnectionException("The client left.", e);
    }
  }

  private void write(String event) {
    try {
      out.write(event.getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new CloseConnectionException("The client left.", e);
    }
  }
}
