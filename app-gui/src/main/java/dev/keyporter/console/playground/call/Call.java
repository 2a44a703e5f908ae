package dev.keyporter.console.playground.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One question on its way: runs once, may be stopped at any time, shows how far it has come. */
public final class Call {
  private static final int OK = 200;
  private static final int LONGEST_WAIT_DIGITS = 6;

  private final HttpClient client;
  private final HttpRequest request;
  private final LiveAnswer answer = new LiveAnswer(System::nanoTime);
  private boolean isStopped;
  private @Nullable CompletableFuture<HttpResponse<InputStream>> sent;
  private @Nullable InputStream stream;

  Call(HttpClient client, HttpRequest request) {
    this.client = client;
    this.request = request;
  }

  /** How far the answer has come. */
  public AnswerState state() {
    return answer.state();
  }

  /** Sends the question and reads the answer to its end; blocks. What went wrong is a state. */
  public void run() {
    CompletableFuture<HttpResponse<InputStream>> sending;
    synchronized (this) {
      if (isStopped) {
        return;
      }
      sending = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
      sent = sending;
    }
    try {
      HttpResponse<InputStream> response = sending.get();
      try (InputStream body = response.body()) {
        synchronized (this) {
          stream = body;
          if (isStopped) {
            return;
          }
        }
        read(response, body);
      }
      answer.fail(new Problem.Cut());
    } catch (CancellationException _) {
      answer.stop();
    } catch (ExecutionException e) {
      answer.fail(of(e.getCause()));
    } catch (IOException _) {
      answer.fail(new Problem.Cut());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      answer.stop();
    }
  }

  private static Problem of(@Nullable Throwable cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
        ? new Problem.Unreachable()
        : new Problem.Cut();
  }

  /** Wants no more: closes the connection, so that the proxy and the provider stop, too. */
  public void stop() {
    answer.stop();
    InputStream open;
    synchronized (this) {
      isStopped = true;
      open = stream;
      if (sent != null) {
        sent.cancel(true);
      }
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // It is to be closed; how does not matter.
      }
    }
  }

  private void read(HttpResponse<InputStream> response, InputStream body) throws IOException {
    HttpHeaders headers = response.headers();
    answer.ids(
        headers.firstValue("X-Request-ID").orElse(null),
        headers.firstValue("X-Session-ID").orElse(null));
    if (response.statusCode() != OK) {
      answer.fail(refused(response.statusCode(), headers, text(body)));
    } else if (headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
      readEvents(body);
    } else {
      Json.read(text(body)).ifPresent(answer::response);
    }
  }

  private void readEvents(InputStream body) throws IOException {
    var events = new SseReader();
    var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      events.line(line).flatMap(Json::read).ifPresent(answer::event);
    }
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  static Problem.Refused refused(int status, HttpHeaders headers, String body) {
    JsonNode error = Json.read(body).map(node -> node.path("error")).orElseGet(Json::object);
    Duration wait =
        headers
            .firstValue("Retry-After")
            .filter(value -> value.matches("\\d{1," + LONGEST_WAIT_DIGITS + "}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(null);
    return new Problem.Refused(
        status,
        Json.text(error, "code").orElse(null),
        Json.text(error, "message").orElse(""),
        wait);
  }
}
