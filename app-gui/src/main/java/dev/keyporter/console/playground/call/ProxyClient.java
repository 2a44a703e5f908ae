package dev.keyporter.console.playground.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.console.kit.Background;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client of the proxy like any other: over HTTP, with a token. */
public final class ProxyClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .build();

  /** Prepares a question; {@link Call#run} sends it. */
  public Call call(Caller caller, @Nullable String sessionId, CallBody body) {
    HttpRequest.Builder request =
        request(caller, "/responses").POST(BodyPublishers.ofString(body.text()));
    if (sessionId != null) {
      request.header("X-Session-ID", sessionId);
    }
    return new Call(client, request.build());
  }

  /**
   * Rates an answer; blocks.
   *
   * @param requestId the proxy's own
   * @param score 1 or -1
   * @throws RefusedException when the proxy refuses
   * @throws IOException when the proxy cannot be reached
   */
  public void rate(Caller caller, String requestId, int score)
      throws IOException, InterruptedException {
    var body = Json.object().put("rating", score);
    send(
        request(caller, "/responses/" + requestId + "/rate")
            .timeout(ANSWER)
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  private static HttpRequest.Builder request(Caller caller, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(caller.baseUrl() + path))
            .header("Authorization", "Bearer " + caller.token().reveal())
            .header("Content-Type", "application/json");
    if (caller.user() != null) {
      request.header("X-User-ID", caller.user());
    }
    return request;
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    Background.mayBlock();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != OK) {
      throw new RefusedException(
          Call.refused(response.statusCode(), response.headers(), response.body()));
    }
    return Json.read(response.body()).orElseGet(Json::object);
  }
}
