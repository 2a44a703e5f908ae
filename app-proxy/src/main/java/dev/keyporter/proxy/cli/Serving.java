package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.Version;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.ProxyState;
import dev.keyporter.proxy.export.Json;
import dev.keyporter.proxy.log.LogFile;
import dev.keyporter.proxy.log.LogLevel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the proxy until the process is asked to end. */
final class Serving {
  private static final Logger LOG = Logger.getLogger(Serving.class.getName());

  /** For what is not yet written when the last request has ended. */
  private static final Duration AFTER_GRACE = Duration.ofMinutes(1);

  private final Store store;

  Serving(Store store) {
    this.store = store;
  }

  /** Opens the console; where it cannot be opened, says so and serves. */
  void runConsole(ServeOptions options, Function<ConsoleRequest, Optional<String>> console) {
    Terminal terminal = store.terminal();
    var request =
        new ConsoleRequest(
            store.databaseSettings(),
            store.masterKey(),
            options.settings(terminal),
            options.isAddressFixed(terminal),
            terminal.clock(),
            terminal.zone());
    Optional<String> obstacle;
    // The console notices by itself that the process is to end.
    try (var _ = new StopHook(() -> {}, patience(request.proxy()))) {
      obstacle = logged(options.logLevel(terminal), () -> console.apply(request));
    }
    if (obstacle.isPresent()) {
      terminal.err().println(obstacle.get() + " Serving without the console.");
      terminal.err().flush();
      run(options);
    }
  }

  void run(ServeOptions options) {
    ProxySettings settings = options.settings(store.terminal());
    LogLevel level = options.logLevel(store.terminal());
    var asked = new CountDownLatch(1);
    try (var _ = new StopHook(asked::countDown, patience(settings))) {
      logged(
          level,
          () -> {
            serve(settings, asked);
            return asked;
          });
    }
  }

  private static Duration patience(ProxySettings settings) {
    return settings.stopGrace().plus(AFTER_GRACE);
  }

  private <T> T logged(LogLevel level, Supplier<T> work) {
    Optional<LogFile> log = openLog(level);
    try {
      LOG.info(
          () ->
              "Keyporter "
                  + Version.current()
                  + " starts as process "
                  + ProcessHandle.current().pid()
                  + ".");
      T result = work.get();
      LOG.info("Stopped.");
      return result;
    } catch (RuntimeException e) {
      // Standard error is told by the command line.
      log.ifPresent(file -> file.note(Level.SEVERE, "Ended: " + KeyporterCommand.sentence(e), e));
      throw e;
    } finally {
      log.ifPresent(LogFile::close);
    }
  }

  /** Serving matters more than logging: without a log it goes on. */
  private Optional<LogFile> openLog(LogLevel level) {
    DataDirectory directory = DataDirectory.open(store.databaseSettings().dataDirectory());
    try {
      return Optional.of(LogFile.open(directory, level, store.terminal().clock()));
    } catch (DatabaseException e) {
      store.terminal().err().println(e.getMessage() + " Serving without a log.");
      return Optional.empty();
    }
  }

  private void serve(ProxySettings settings, CountDownLatch asked) {
    Path directory = store.databaseSettings().dataDirectory();
    store.with(
        database -> {
          try (var proxy = new Proxy(settings, directory, database, store.terminal().clock())) {
            announce(proxy.start(), settings, database);
            await(asked);
            LOG.info("Stopping.");
          }
        });
  }

  private static void await(CountDownLatch asked) {
    try {
      asked.await();
    } catch (InterruptedException _) {
      // Asked to end by whoever runs this in a thread of theirs. The flag stays down: the database
      // would not close with it.
    }
  }

  private void announce(ProxyState.Running running, ProxySettings settings, Database database) {
    LOG.info(() -> "Listening on " + running.uri() + ".");
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
      terminal
          .err()
          .println(
              "Nothing is set up yet: '" + terminal.command() + " quickstart' is the next step.");
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
