package dev.keyporter.proxy.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.proxy.sse.SseEvent;
import dev.keyporter.proxy.sse.SseScanner;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** One question on its way: runs once, may be stopped at any time, shows how far it has come. */
public final class Call {
  private static final int OK = 200;
  private static final int CHUNK = 16 << 10;
  private static final int LONGEST_WAIT_DIGITS = 6;

  /** A model may think for long before it says anything. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Supplier<HttpCalls> calls;
  private final UpstreamRequest request;
  private final Cancellation cancellation = new Cancellation();
  private final LiveAnswer answer = new LiveAnswer(System::nanoTime);

  Call(Supplier<HttpCalls> calls, UpstreamRequest request) {
    this.calls = calls;
    this.request = request;
  }

  /** How far the answer has come. */
  public AnswerState state() {
    return answer.state();
  }

  /** Sends the question and reads the answer to its end; blocks. What went wrong is a state. */
  public void run() {
    try (HttpAnswer response = calls.get().send(request, PATIENCE, cancellation)) {
      read(response);
      answer.fail(new Problem.Cut());
    } catch (UpstreamFailure failure) {
      answer.fail(of(failure));
    } catch (IOException _) {
      answer.fail(new Problem.Cut());
    }
  }

  private static Problem of(UpstreamFailure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE -> new Problem.Unreachable();
      case NO_ANSWER_IN_TIME, BROKE_OFF, CANCELLED -> new Problem.Cut();
    };
  }

  /** Wants no more: closes the connection, so that the proxy and the provider stop, too. */
  public void stop() {
    answer.stop();
    cancellation.cancel();
  }

  private void read(HttpAnswer response) throws IOException {
    answer.ids(
        response.header("X-Request-ID").orElse(null), response.header("X-Session-ID").orElse(null));
    if (response.status() != OK) {
      answer.fail(refused(response));
    } else if (response.header("Content-Type").orElse("").startsWith("text/event-stream")) {
      readEvents(response.body());
    } else {
      Json.read(response.text()).ifPresent(answer::response);
    }
  }

  private void readEvents(InputStream body) throws IOException {
    var events = new SseScanner();
    byte[] chunk = new byte[CHUNK];
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      events.feed(chunk, 0, read, this::read);
    }
  }

  /** Types of events are left out: the API repeats them in the data. */
  private void read(SseEvent event) {
    if (event.hasData()) {
      Json.read(new String(event.data(), StandardCharsets.UTF_8)).ifPresent(answer::event);
    }
  }

  static Problem.Refused refused(HttpAnswer answer) throws IOException {
    JsonNode error =
        Json.read(answer.text()).map(node -> node.path("error")).orElseGet(Json::object);
    Duration wait =
        answer
            .header("Retry-After")
            .filter(value -> value.matches("\\d{1," + LONGEST_WAIT_DIGITS + "}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(null);
    return new Problem.Refused(
        answer.status(),
        Json.text(error, "code").orElse(null),
        Json.text(error, "message").orElse(""),
        wait);
  }
}
