package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.snippets.SnippetCall;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.client.Caller;
import dev.keyporter.proxy.client.ProxyClient;
import java.io.IOException;

/** What the curl command sends, sent by the console: as a client of the proxy like any other. */
final class FirstRequest {
  private FirstRequest() {}

  static SnippetCall call(String baseUrl, String token) {
    return SnippetCall.hello(baseUrl, token, null, SnippetCall.MODEL);
  }

  /**
   * Sends it and waits for the answer. Whether it was a good one is on record.
   *
   * @throws IOException when the proxy cannot be reached or does not answer
   */
  static void send(ProxyClient client, String baseUrl, String token) throws IOException {
    Background.mayBlock();
    client.ask(new Caller(baseUrl, new Secret(token), null), call(baseUrl, token).json());
  }
}
