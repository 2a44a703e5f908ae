package dev.keyporter.proxy.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How providers are reached.
 *
 * @param connectTimeout for name, connection and TLS together; above zero
 * @param readTimeout how long a provider may stay silent, before its answer and within it; above
 *     zero
 * @param httpsProxy the way for {@code https} base URLs, {@code http://[user:password@]host:port};
 *     null for the direct way
 * @param noProxy hosts and domains that are always reached directly; {@code *} for all. Loopback
 *     always is
 * @param extraCertificates PEM file with certificates trusted beside the system's; null for none
 * @param demoPort the port of this process's demo provider, asked at each new connection
 */
public record UpstreamSettings(
    Duration connectTimeout,
    Duration readTimeout,
    @Nullable URI httpsProxy,
    List<String> noProxy,
    @Nullable Path extraCertificates,
    IntSupplier demoPort) {
  /** The host under which every process's own demo provider is reached. */
  public static final String DEMO_HOST = "demo.keyporter.localhost";

  public UpstreamSettings {
    noProxy = List.copyOf(noProxy);
    if (!isUsable(connectTimeout) || !isUsable(readTimeout)) {
      throw new IllegalArgumentException("Timeouts must be above zero and below 24 days.");
    }
    if (httpsProxy != null
        && (httpsProxy.getHost() == null || !"http".equalsIgnoreCase(httpsProxy.getScheme()))) {
      throw new IllegalArgumentException("The proxy must be given as http://host:port.");
    }
  }

  /** 10 s to connect, 600 s of silence, the direct way, the system's trust. */
  public static UpstreamSettings standard(IntSupplier demoPort) {
    return new UpstreamSettings(
        Duration.ofSeconds(10), Duration.ofSeconds(600), null, List.of(), null, demoPort);
  }

  /** The same, with the demo provider on another port. */
  public UpstreamSettings withDemo(IntSupplier port) {
    return new UpstreamSettings(
        connectTimeout, readTimeout, httpsProxy, noProxy, extraCertificates, port);
  }

  /** Socket timeouts are int milliseconds. */
  private static boolean isUsable(Duration timeout) {
    return timeout.isPositive() && timeout.compareTo(Duration.ofDays(24)) < 0;
  }

  /** Without the proxy, which may hold a password. */
  @Override
  public String toString() {
    return "UpstreamSettings[connect=" + connectTimeout + ", read=" + readTimeout + "]";
  }
}
