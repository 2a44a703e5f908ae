package dev.keyporter.proxy.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which this server may be called.
 *
 * <p>Loopback always: {@code 127.0.0.1}, {@code [::1]}, {@code localhost} and names under it, which
 * no name server decides (RFC 6761, 6.3). A server bound to more than loopback is called by its
 * address as well: rebinding needs a name, so an address is never the work of a foreign page.
 */
final class HostNames {
  private final Set<String> allowed;
  private final boolean takesAddresses;

  HostNames(String bindHost, Set<String> allowed) {
    this.allowed =
        allowed.stream().map(HostNames::withoutPort).collect(Collectors.toUnmodifiableSet());
    this.takesAddresses = !isLoopback(withoutPort(bindHost));
  }

  boolean allow(Headers headers) {
    if (!headers.contains(HeaderNames.HOST)) {
      return false;
    }
    List<String> values = headers.get(HeaderNames.HOST).allValues();
    if (values.size() != 1) {
      return false;
    }
    String host = withoutPort(values.getFirst());
    return isLoopback(host) || allowed.contains(host) || (takesAddresses && isAddress(host));
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private static boolean isAddress(String host) {
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.matches("[0-9a-f]*:[0-9a-f:.]+");
  }

  /** Lower case, without port, brackets and the dot that ends a full name. */
  static String withoutPort(String value) {
    String host = value.strip().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    if (colon >= 0 && host.indexOf(':', colon + 1) < 0) {
      host = host.substring(0, colon);
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
