package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.ProxyState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the proxy until the process is asked to end. */
final class Serving {
  private final Store store;

  Serving(Store store) {
    this.store = store;
  }

  void run(ServeOptions options) {
    ProxySettings settings = options.settings(store.terminal());
    Path directory = store.databaseSettings().dataDirectory();
    var asked = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    Thread hook = Thread.ofPlatform().name("keyporter-stop").unstarted(() -> stop(asked, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      store.with(
          database -> {
            try (var proxy = new Proxy(settings, directory, database, store.terminal().clock())) {
              announce(proxy.start(), settings, database);
              asked.await();
            } catch (InterruptedException _) {
              // Asked to end by whoever runs this in a thread of theirs. The flag stays down: the
              // database would not close with it.
            }
          });
    } finally {
      ended.countDown();
      if (asked.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  /** Keeps the process alive until everything is closed, and then ends it with status 0. */
  private static void stop(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      ended.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    // A stop that was asked for is no failure; without this, the status would be the signal's.
    Runtime.getRuntime().halt(0);
  }

  private void announce(ProxyState.Running running, ProxySettings settings, Database database) {
    Terminal terminal = store.terminal();
    var json = Json.object().put("url", running.uri().toString()).put("port", running.port());
    store.print(json, "Keyporter proxy listening on " + running.uri());
    terminal.out().flush();
    if (!isLoopback(settings.host())) {
      terminal
          .err()
          .println("Other machines may reach this proxy: it listens on " + settings.host() + ".");
    }
    if (database.organizations().list().isEmpty()) {
      terminal.err().println("Nothing is set up yet: 'keyporter quickstart' is the next step.");
    }
    terminal.err().flush();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
