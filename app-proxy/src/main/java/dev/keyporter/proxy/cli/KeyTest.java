package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.ForwardedHeaders;
import dev.keyporter.proxy.upstream.UpstreamAnswer;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks a provider for its models, which costs nothing and shows whether it takes a key. */
final class KeyTest {
  private final Store store;
  private final Database database;

  KeyTest(Store store, Database database) {
    this.store = store;
    this.database = database;
  }

  /**
   * Asks, and notes what the provider says of the key.
   *
   * @return how many models it offers
   */
  int run(ProviderKey key) {
    if (!key.isDemo()) {
      return ask(key, 0);
    }
    Path responses = store.databaseSettings().dataDirectory().resolve("demo");
    try (DemoProvider demo = DemoProvider.start(responses, store.terminal().clock())) {
      return ask(key, demo.port());
    }
  }

  private int ask(ProviderKey key, int demoPort) {
    var request =
        new UpstreamRequest(
            "GET",
            key.baseUrl(),
            "/models",
            ForwardedHeaders.toProvider(
                List.of(),
                database.providerKeys().unseal(key.id()).reveal(),
                key.openaiOrganization(),
                key.openaiProject()),
            new byte[0]);
    var settings = UpstreamEnvironment.settings(store.terminal(), () -> demoPort);
    try (var client = new UpstreamClient(settings);
        UpstreamAnswer answer = client.send(request, new Cancellation())) {
      return judge(key, answer);
    } catch (UpstreamFailure e) {
      throw new Failure(
          "The provider of key '" + key.name() + "' cannot be asked: " + e.getMessage());
    } catch (IOException e) {
      throw new Failure("The provider at " + key.baseUrl() + " broke off its answer.");
    }
  }

  private int judge(ProviderKey key, UpstreamAnswer answer) throws IOException {
    if (answer.status() == 401) {
      database.providerKeys().markRejected(key.id());
      throw new Failure(
          "The provider at %s refuses key '%s'. Store a valid one with 'keyporter key replace %s'."
              .formatted(key.baseUrl(), key.name(), key.id()));
    }
    if (answer.status() != 200) {
      throw new Failure(
          "The provider at %s answers %d when asked for its models with key '%s'."
              .formatted(key.baseUrl(), answer.status(), key.name()));
    }
    JsonNode models = Json.read(answer.body()).path("data");
    database.providerKeys().markAccepted(key.id());
    return models.size();
  }
}
