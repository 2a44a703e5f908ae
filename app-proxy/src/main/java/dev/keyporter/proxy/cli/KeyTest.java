package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.proxy.client.HttpCalls;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.health.KeyCheck;
import dev.keyporter.proxy.health.ProviderCheck;
import dev.keyporter.proxy.health.ProviderHealth;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.upstream.UpstreamClient;
import java.nio.file.Path;

/** Asks a provider whether it takes a key, and notes the answer. */
final class KeyTest {
  private final Store store;
  private final Database database;

  KeyTest(Store store, Database database) {
    this.store = store;
    this.database = database;
  }

  /** What the provider says of the key. */
  ProviderHealth run(ProviderKey key) {
    return key.isDemo() ? askDemo(key) : ask(key, 0);
  }

  private ProviderHealth askDemo(ProviderKey key) {
    Path responses = store.databaseSettings().dataDirectory().resolve("demo");
    try (DemoProvider demo =
        DemoProvider.start(responses, BodyMemory.ofHeap(), store.terminal().clock())) {
      return ask(key, demo.port());
    }
  }

  private ProviderHealth ask(ProviderKey key, int demoPort) {
    var settings = UpstreamEnvironment.settings(store.terminal(), () -> demoPort);
    try (var client = new UpstreamClient(settings)) {
      return new KeyCheck(
              new ProviderCheck(new HttpCalls(client), new LoopMark(database)),
              database.providerKeys())
          .run(key)
          .health();
    }
  }
}
