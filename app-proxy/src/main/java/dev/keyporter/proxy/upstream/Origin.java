package dev.keyporter.proxy.upstream;

import java.net.URI;
import java.util.Locale;

/**
 * Whom a connection is for: connections are kept and shared per origin.
 *
 * @param host without the brackets of an IPv6 address, lower case
 */
record Origin(boolean secure, String host, int port) {
  static Origin of(URI baseUrl) {
    boolean secure = baseUrl.getScheme().equalsIgnoreCase("https");
    String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = baseUrl.getPort() < 0 ? (secure ? 443 : 80) : baseUrl.getPort();
    return new Origin(secure, host, port);
  }
}
