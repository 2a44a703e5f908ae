package dev.keyporter.proxy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keyporter serve}. */
@Command(
    name = "serve",
    description = "Serve the proxy until it is stopped with Ctrl-C or SIGTERM.",
    footer = {"", "Example: keyporter serve --port 8080"})
final class ServeCommand implements Runnable {
  private final Store store;

  @Mixin private final ServeOptions options = new ServeOptions();

  ServeCommand(Store store) {
    this.store = store;
  }

  @Override
  public void run() {
    new Serving(store).run(options);
  }
}
