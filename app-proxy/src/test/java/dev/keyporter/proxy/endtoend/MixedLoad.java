package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask one proxy for everything at once until it is gone, and keep what they got. */
final class MixedLoad implements AutoCloseable {
  private static final int CLIENTS = 8;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String token;
  private final String name;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private final Map<String, String> whole = new ConcurrentHashMap<>();
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final Queue<String> cut = new ConcurrentLinkedQueue<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean isOver;

  /**
   * @param name begins the traces of its requests
   */
  MixedLoad(URI address, String token, String name) {
    this.address = address;
    this.token = token;
    this.name = name;
  }

  /**
   * Asks until so many requests are answered, and ends the proxy in the midst of the others, of
   * which one waits in vain for its answer and one has got its stream's first event.
   */
  void runUntilKilled(int answers, ProxyProcess proxy) throws InterruptedException {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      clients.execute(() -> ask(Ask.RESPONSE, 0, Ask.SILENT + name));
      clients.execute(() -> ask(Ask.RESPONSE_STREAM, 0, Ask.HELD + name));
      if (!held.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        unexpected.add("The held stream did not begin.");
      }
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> askOn(answers, proxy));
      }
    }
  }

  /** By request id, every answer that arrived complete: whole, or with its terminal event. */
  Map<String, String> whole() {
    return whole;
  }

  /** By request id, what was asked and answered whole. */
  Map<String, String> sent() {
    return sent;
  }

  /** The ids of the answers that began and did not end. */
  Queue<String> cut() {
    return cut;
  }

  /** What no client should meet. */
  Queue<String> unexpected() {
    return unexpected;
  }

  private void askOn(int answers, ProxyProcess proxy) {
    Ask[] kinds = Ask.values();
    while (!isOver) {
      int number = asked.getAndIncrement();
      boolean isWhole = ask(kinds[number % kinds.length], number, name + "-" + number);
      if (isWhole && answered.incrementAndGet() == answers) {
        proxy.kill();
        isOver = true;
      }
    }
  }

  private boolean ask(Ask kind, int number, String trace) {
    String body = kind.body(number);
    HttpResponse<InputStream> response;
    try {
      response = http.send(request(kind, body, trace), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      gone();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    String id = response.headers().firstValue("X-Request-ID").orElse("none");
    if (response.statusCode() != 200) {
      unexpected.add(trace + " got " + response.statusCode());
    }
    var received = new ByteArrayOutputStream();
    boolean isWhole = read(response.body(), received);
    String text = received.toString(UTF_8);
    if (isWhole || kind.isTerminated(text)) {
      sent.put(id, body);
      whole.put(id, text);
      return true;
    }
    cut.add(id);
    gone();
    return false;
  }

  /** False where it was cut. */
  private boolean read(InputStream body, ByteArrayOutputStream received) {
    byte[] chunk = new byte[4096];
    try (body) {
      int read;
      while ((read = body.read(chunk)) >= 0) {
        received.write(chunk, 0, read);
        held.countDown();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Only the killing ends an answer early. */
  private void gone() {
    isOver = true;
  }

  private HttpRequest request(Ask kind, String body, String trace) {
    return HttpRequest.newBuilder(address.resolve(kind.path()))
        .timeout(DEADLINE)
        .header("Authorization", "Bearer " + token)
        .header("X-User-ID", "alice")
        .header("X-Session-ID", trace)
        .header(Ask.TRACE, trace)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
