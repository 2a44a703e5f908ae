package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.snippets.SnippetCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the curl command sends, sent by the console: as a client of the proxy like any other. */
final class FirstRequest {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private FirstRequest() {}

  static SnippetCall call(String baseUrl, String token) {
    return SnippetCall.hello(baseUrl, token, null, SnippetCall.MODEL);
  }

  /**
   * Sends it and waits for the answer. Whether it was a good one is on record.
   *
   * @throws IOException when the proxy cannot be reached or does not answer
   */
  static void send(String baseUrl, String token) throws IOException, InterruptedException {
    Background.mayBlock();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/responses"))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(call(baseUrl, token).json()))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build()) {
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }
}
