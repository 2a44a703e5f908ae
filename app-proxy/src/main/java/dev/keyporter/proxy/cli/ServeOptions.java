package dev.keyporter.proxy.cli;

import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.log.LogLevel;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve}, which the bare command takes, too. */
final class ServeOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on. Also KEYPORTER_HOST. Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port, 0 for any free one. Also KEYPORTER_PORT. Default: 8000.")
  private @Nullable Integer port;

  @Option(
      names = "--allow-host",
      paramLabel = "H",
      description = "A further host name that requests may ask for; may be repeated.")
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--allow-origin",
      paramLabel = "O",
      description = "An origin whose web pages may call, as https://example.org; may be repeated.")
  private List<String> allowedOrigins = List.of();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "How much the log in the data directory says: error, warning, info or debug. Also"
              + " KEYPORTER_LOG_LEVEL. Default: info.")
  private @Nullable LogLevel logLevel;

  /** Options before environment before defaults. */
  ProxySettings settings(Terminal terminal) {
    ProxySettings standard =
        // The demo provider's port is known only once it runs.
        ProxySettings.standard(UpstreamEnvironment.settings(terminal, () -> 0));
    try {
      return new ProxySettings(
          host != null ? host : terminal.variable("KEYPORTER_HOST").orElse(standard.host()),
          port != null ? port : portVariable(terminal, standard.port()),
          new LinkedHashSet<>(allowedHosts),
          new LinkedHashSet<>(allowedOrigins),
          standard.maxBodyBytes(),
          standard.stopGrace(),
          standard.upstream());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Whether options or environment name the address. */
  boolean isAddressFixed(Terminal terminal) {
    return host != null
        || port != null
        || terminal.variable("KEYPORTER_HOST").isPresent()
        || terminal.variable("KEYPORTER_PORT").isPresent();
  }

  /** How much the log says. */
  LogLevel logLevel(Terminal terminal) {
    if (logLevel != null) {
      return logLevel;
    }
    String value =
        terminal.variable("KEYPORTER_LOG_LEVEL").orElse(LogLevel.INFO.toString()).strip();
    return Arrays.stream(LogLevel.values())
        .filter(level -> level.toString().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    "KEYPORTER_LOG_LEVEL is none of error, warning, info, debug: " + value));
  }

  private static int portVariable(Terminal terminal, int otherwise) {
    String value = terminal.variable("KEYPORTER_PORT").orElse(Integer.toString(otherwise));
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException _) {
      throw Failure.usage("KEYPORTER_PORT is no port number: " + value);
    }
  }
}
