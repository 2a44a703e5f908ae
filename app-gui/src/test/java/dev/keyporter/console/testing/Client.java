package dev.keyporter.console.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A tool that calls the proxy. */
public final class Client {
  private Client() {}

  /** Asks a model as a user; gives the answer's text, also that of a refusal. */
  public static String ask(String baseUrl, String token, String user, String model)
      throws IOException, InterruptedException {
    return post(
        baseUrl + "/responses",
        token,
        user,
        "{\"model\": \"" + model + "\", \"input\": \"Say hello.\"}");
  }

  /** Sends JSON; gives the answer's text, also that of a refusal. */
  public static String post(String url, String token, String user, String json)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("Authorization", "Bearer " + token)
                  .header("X-User-ID", user)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(json))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
