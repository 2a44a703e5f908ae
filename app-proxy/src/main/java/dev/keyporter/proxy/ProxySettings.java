package dev.keyporter.proxy;

import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the proxy serves.
 *
 * @param host address or name to listen on, that one only
 * @param port 0 to 65535; 0 for any free one
 * @param allowedHosts host names that pass in {@code Host} beside loopback
 * @param allowedOrigins origins of web pages that may call, as {@code https://example.org}
 * @param maxBodyBytes of a request; 1 KiB to 1 GiB
 * @param stopGrace how long requests in flight may go on when the proxy stops; 0 to 10 minutes
 * @param upstream the way to the providers
 */
public record ProxySettings(
    String host,
    int port,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    int maxBodyBytes,
    Duration stopGrace,
    UpstreamSettings upstream) {
  /** Where the proxy listens unless told otherwise. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Where the proxy listens unless told otherwise. */
  public static final int DEFAULT_PORT = 8000;

  /** What can stand in a header {@code Host}; there are no patterns. */
  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?"
              + "|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

  private static final int KIB = 1024;
  private static final int DEFAULT_MAX_BODY_BYTES = 64 * KIB * KIB;

  /**
   * @throws IllegalArgumentException naming the setting that is out of bounds
   */
  public ProxySettings {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
    if (host.isBlank()) {
      throw new IllegalArgumentException("The host to listen on is empty.");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("The port must be 0 to 65535, not " + port + ".");
    }
    for (String origin : allowedOrigins) {
      if (!origin.equals("*") && !origin.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+")) {
        throw new IllegalArgumentException(
            "An origin is a scheme and a host, as https://example.org; this one is not: " + origin);
      }
    }
    for (String allowed : allowedHosts) {
      if (!HOST.matcher(allowed).matches()) {
        throw new IllegalArgumentException(
            "An allowed host is a name or an address, as keyporter.example; this one is not: "
                + allowed);
      }
    }
    if (maxBodyBytes < KIB || maxBodyBytes > KIB * KIB * KIB) {
      throw new IllegalArgumentException("The body limit must be 1 KiB to 1 GiB.");
    }
    if (stopGrace.isNegative() || stopGrace.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("The grace must be 0 to 10 minutes.");
    }
  }

  /** The default address, no further hosts or origins, 64 MiB, 10 s of grace. */
  public static ProxySettings standard(UpstreamSettings upstream) {
    return new ProxySettings(
        DEFAULT_HOST,
        DEFAULT_PORT,
        Set.of(),
        Set.of(),
        DEFAULT_MAX_BODY_BYTES,
        Duration.ofSeconds(10),
        upstream);
  }

  /** The same, listening elsewhere. */
  public ProxySettings at(String otherHost, int otherPort) {
    return new ProxySettings(
        otherHost, otherPort, allowedHosts, allowedOrigins, maxBodyBytes, stopGrace, upstream);
  }
}
