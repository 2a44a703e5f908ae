package dev.keyporter.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The way through an HTTP proxy, which is asked to {@code CONNECT} (RFC 9110, 9.3.6) and then
 * carries TLS it cannot read.
 */
record Tunnel(@Nullable URI proxy, List<String> noProxy) {
  private static final int MAX_HEAD = 16 * 1024;

  /** Whether an origin is reached this way: {@code https}, not loopback and not exempt. */
  boolean leadsTo(Origin origin) {
    return proxy != null && origin.secure() && !isLoopback(origin.host()) && !isExempt(origin);
  }

  /** The proxy's own host and port. */
  Origin entrance() {
    if (proxy == null) {
      throw new IllegalStateException("There is no proxy.");
    }
    return Origin.of(proxy);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("::1");
  }

  private boolean isExempt(Origin origin) {
    for (String entry : noProxy) {
      String name = entry.strip().toLowerCase(Locale.ROOT);
      if (name.endsWith(":" + origin.port())) {
        name = name.substring(0, name.lastIndexOf(':'));
      }
      String domain = name.startsWith("*.") ? name.substring(2) : name;
      domain = domain.startsWith(".") ? domain.substring(1) : domain;
      boolean matches =
          name.equals("*")
              || (!domain.isEmpty()
                  && (origin.host().equals(domain) || origin.host().endsWith("." + domain)));
      if (matches) {
        return true;
      }
    }
    return false;
  }

  /** Asks on a fresh connection to the proxy; afterwards the socket speaks to the origin. */
  void open(Socket socket, Origin origin) throws IOException {
    String host = origin.host().indexOf(':') < 0 ? origin.host() : "[" + origin.host() + "]";
    String authority = host + ":" + origin.port();
    String request =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(authority, authority, authorization());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    String head = readHead(socket.getInputStream());
    if (!head.startsWith("HTTP/1.") || !head.startsWith(" 2", 8)) {
      String status = head.length() >= 12 ? head.substring(9, 12) : "nothing of use";
      throw new IOException("The HTTPS proxy answered " + status + ".");
    }
  }

  private String authorization() {
    String user = proxy == null ? null : proxy.getRawUserInfo();
    if (user == null) {
      return "";
    }
    // Percent signs encode; a plus sign stands for itself, unlike in forms.
    String plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    String basic = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    return "Proxy-Authorization: Basic " + basic + "\r\n";
  }

  /** Byte by byte: not one byte of the tunnel may be read with it. */
  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MAX_HEAD) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("The HTTPS proxy closed the connection.");
      }
      head.append((char) b);
      if (b == '\n' && (head.indexOf("\r\n\r\n") >= 0 || head.indexOf("\n\n") >= 0)) {
        return head.toString();
      }
    }
    throw new IOException("The HTTPS proxy's answer is too long.");
  }

  /** Without the proxy, which may hold a password. */
  @Override
  public String toString() {
    return "Tunnel[" + (proxy == null ? "none" : "one") + "]";
  }
}
