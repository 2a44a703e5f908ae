package dev.keyporter.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.testing.RawClient;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientWatchTest {
  private static final String WAIT = "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String ECHO =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";

  private final Semaphore waiting = new Semaphore(0);
  private final Semaphore gone = new Semaphore(0);
  private final AtomicInteger actions = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final WatchedConnections connections =
      new WatchedConnections(Http1Config.builder().build(), List.of());
  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .shutdownHook(false)
          .protocolsDiscoverServices(false)
          .shutdownGracePeriod(Duration.ofSeconds(10))
          .addConnectionSelector(connections)
          .routing(this::routes)
          .build()
          .start();

  private void routes(HttpRouting.Builder routing) {
    routing
        .get(
            "/wait",
            (request, response) -> {
              CountDownLatch end = new CountDownLatch(1);
              try (ClientWatch watch =
                  ClientWatch.onGone(
                      () -> {
                        actions.incrementAndGet();
                        end.countDown();
                      })) {
                waiting.release();
                while (answer.getCount() > 0 && !end.await(1, TimeUnit.MILLISECONDS)) {
                  // Waits for the one or the other.
                }
              }
              if (end.getCount() == 0) {
                gone.release();
              }
              response.send("waited");
            })
        .post("/echo", (request, response) -> response.send(request.content().as(String.class)));
  }

  @AfterEach
  void stop() {
    answer.countDown();
    server.stop();
  }

  @Test
  void tellsThatTheClientClosed() throws Exception {
    RawClient client = connect().send(WAIT);
    awaitWaiting(1);
    client.close();
    assertTrue(gone.tryAcquire(1, TimeUnit.SECONDS));
    assertEquals(1, actions.get());
  }

  @Test
  void tellsThatTheClientBrokeOff() throws Exception {
    RawClient client = connect().send(WAIT);
    awaitWaiting(1);
    client.reset();
    assertTrue(gone.tryAcquire(1, TimeUnit.SECONDS));
  }

  @Test
  void leavesTheNextRequestsBytesAlone() throws Exception {
    try (RawClient client = connect()) {
      client.send(WAIT);
      awaitWaiting(1);
      client.send(ECHO + ECHO.substring(0, 20));
      answer.countDown();
      assertTrue(client.readAnswer().endsWith("waited"));
      assertTrue(client.readAnswer().endsWith("hello"));
      client.send(ECHO.substring(20));
      assertTrue(client.readAnswer().endsWith("hello"));
      assertEquals(0, actions.get());
    }
  }

  @Test
  void leavesTheConnectionUsableAndStillWatched() throws Exception {
    answer.countDown();
    RawClient client = connect();
    for (int i = 0; i < 20; i++) {
      assertTrue(client.send(WAIT).readAnswer().endsWith("waited"));
      assertTrue(client.send(ECHO).readAnswer().endsWith("hello"));
    }
    assertEquals(0, actions.get());
    client.close();
  }

  @Test
  void stillTellsAfterAnEarlierWatchOnTheSameConnection() throws Exception {
    RawClient client = connect();
    client.send(WAIT);
    awaitWaiting(1);
    // Its bytes are read ahead by the first watch's thread, and answered once it ends.
    client.send(WAIT);
    answer.countDown();
    assertTrue(client.readAnswer().endsWith("waited"));
    assertTrue(client.readAnswer().endsWith("waited"));
    client.close();
    assertEquals(0, actions.get());
  }

  @Test
  void answersMoreThanItReadsAhead() throws Exception {
    String padding = "X-Padding: " + "a".repeat(4000) + "\r\n";
    String padded = ECHO.replace("Content-Length", padding + "Content-Length");
    int count = 2 * ReadAhead.MAX_BYTES / padded.length();
    try (RawClient client = connect()) {
      client.send(WAIT);
      awaitWaiting(1);
      client.send(padded.repeat(count));
      answer.countDown();
      assertTrue(client.readAnswer().endsWith("waited"));
      for (int i = 0; i < count; i++) {
        assertTrue(client.readAnswer().endsWith("hello"));
      }
    }
  }

  @Test
  void watchesFiveHundredClientsAtOnce() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      clients.add(connect().send(WAIT));
    }
    awaitWaiting(500);
    assertFalse(gone.tryAcquire());
    for (RawClient client : clients) {
      client.close();
    }
    assertTrue(gone.tryAcquire(500, 10, TimeUnit.SECONDS));
    assertEquals(500, actions.get());
  }

  @Test
  void takesAllClientsForGoneWhenToldTo() throws Exception {
    try (RawClient client = connect().send(WAIT)) {
      awaitWaiting(1);
      connections.cutAll();
      assertTrue(gone.tryAcquire(1, TimeUnit.SECONDS));
      assertTrue(client.readAnswer().endsWith("waited"));
    }
  }

  @Test
  void doesNotHoldUpTheServersStop() throws Exception {
    answer.countDown();
    try (RawClient client = connect()) {
      assertTrue(client.send(WAIT).readAnswer().endsWith("waited"));
      long start = System.nanoTime();
      server.stop();
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5);
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void isForRequestsOnly() {
    assertThrows(IllegalStateException.class, () -> ClientWatch.onGone(() -> {}));
  }

  private void awaitWaiting(int count) throws InterruptedException {
    assertTrue(waiting.tryAcquire(count, 20, TimeUnit.SECONDS));
  }

  private RawClient connect() throws IOException {
    return RawClient.connect(server.port());
  }
}
