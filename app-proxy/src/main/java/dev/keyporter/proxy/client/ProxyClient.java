package dev.keyporter.proxy.client;

import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of the running proxy like any other: over HTTP, with a token. */
public final class ProxyClient {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration LONG_ANSWER = Duration.ofMinutes(2);
  private static final int OK = 200;

  private final Supplier<HttpCalls> calls;

  /**
   * A client whose calls are made by these.
   *
   * @param calls asked when something is sent, in that thread
   */
  public ProxyClient(Supplier<HttpCalls> calls) {
    this.calls = calls;
  }

  /** Prepares a question; {@link Call#run} sends it. */
  public Call call(Caller caller, @Nullable String sessionId, CallBody body) {
    return new Call(calls, request(caller, sessionId, "/responses", body.text()));
  }

  /**
   * Sends a question as it is written and waits for the end of its answer, whatever it says;
   * blocks.
   *
   * @throws IOException when the proxy cannot be reached or its answer breaks off
   */
  public void ask(Caller caller, String body) throws IOException {
    try (HttpAnswer answer = send(request(caller, null, "/responses", body), LONG_ANSWER)) {
      answer.body().transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * Rates an answer; blocks.
   *
   * @param requestId the proxy's own
   * @param score 1 or -1
   * @throws RefusedException when the proxy refuses
   * @throws IOException when the proxy cannot be reached
   */
  public void rate(Caller caller, String requestId, int score) throws IOException {
    String body = Json.write(Json.object().put("rating", score));
    UpstreamRequest request = request(caller, null, "/responses/" + requestId + "/rate", body);
    try (HttpAnswer answer = send(request, ANSWER)) {
      if (answer.status() != OK) {
        throw new RefusedException(Call.refused(answer));
      }
    }
  }

  private HttpAnswer send(UpstreamRequest request, Duration patience) throws IOException {
    try {
      return calls.get().send(request, patience, new Cancellation());
    } catch (UpstreamFailure failure) {
      throw new IOException("The proxy does not answer.", failure);
    }
  }

  private static UpstreamRequest request(
      Caller caller, @Nullable String sessionId, String path, String body) {
    List<HeaderLine> headers = new ArrayList<>();
    headers.add(new HeaderLine("Authorization", "Bearer " + caller.token().reveal()));
    headers.add(new HeaderLine("Content-Type", "application/json"));
    if (caller.user() != null) {
      headers.add(new HeaderLine("X-User-ID", caller.user()));
    }
    if (sessionId != null) {
      headers.add(new HeaderLine("X-Session-ID", sessionId));
    }
    return new UpstreamRequest(
        "POST", URI.create(caller.baseUrl()), path, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
