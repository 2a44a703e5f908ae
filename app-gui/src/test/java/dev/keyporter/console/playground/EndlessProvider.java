package dev.keyporter.console.playground;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A provider whose answer goes on until nobody wants it any more. */
final class EndlessProvider implements AutoCloseable {
  private static final int PACE_MILLIS = 20;

  private final CountDownLatch unwanted = new CountDownLatch(1);
  private final HttpServer server;

  EndlessProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/responses", this::answer);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      send(
          body,
          "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_endless\",\"object\":"
              + "\"response\",\"model\":\"m\",\"status\":\"in_progress\"}}");
      while (!unwanted.await(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
        send(body, "{\"type\":\"response.output_text.delta\",\"delta\":\"and so on \"}");
      }
    } catch (IOException _) {
      unwanted.countDown();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream body, String event) throws IOException {
    body.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  /** Whether the connection was closed under an answer. */
  boolean isUnwanted() {
    return unwanted.getCount() == 0;
  }

  @Override
  public void close() {
    unwanted.countDown();
    server.stop(0);
  }
}
