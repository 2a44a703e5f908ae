package dev.keyporter.proxy.cli;

import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The way to the providers, as the usual environment variables describe it. */
final class UpstreamEnvironment {
  private UpstreamEnvironment() {}

  static UpstreamSettings settings(Terminal terminal, IntSupplier demoPort) {
    UpstreamSettings standard = UpstreamSettings.standard(demoPort);
    List<String> noProxy =
        eitherCase(terminal, "NO_PROXY").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .toList();
    return new UpstreamSettings(
        standard.connectTimeout(),
        standard.readTimeout(),
        eitherCase(terminal, "HTTPS_PROXY").map(UpstreamEnvironment::proxy).orElse(null),
        noProxy,
        terminal.variable("SSL_CERT_FILE").map(PathConverter::ofVariable).orElse(null),
        demoPort);
  }

  private static Optional<String> eitherCase(Terminal terminal, String name) {
    return terminal.variable(name).or(() -> terminal.variable(name.toLowerCase(Locale.ROOT)));
  }

  private static URI proxy(String value) {
    try {
      var proxy = URI.create(value.contains("://") ? value : "http://" + value);
      if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
        return proxy;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    // The value may hold a password.
    throw Failure.usage("HTTPS_PROXY is not of the form http://[user:password@]host:port.");
  }
}
