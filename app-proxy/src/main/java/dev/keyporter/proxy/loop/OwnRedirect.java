package dev.keyporter.proxy.loop;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Tells a provider's redirect that leads its client to this very proxy: the client would follow it,
 * as OpenAI's SDKs do, be redirected again, and leave a row each time.
 */
public final class OwnRedirect {
  private OwnRedirect() {}

  /**
   * Whether an answer redirects here. Asks the system for the address of a name only where the port
   * is this proxy's.
   *
   * @param status of the answer
   * @param location its {@code Location}; a relative one leads to another path of the provider's
   * @param host the request's {@code Host}: what the client calls this proxy
   * @param port where the request came in
   */
  public static boolean isOne(int status, String location, String host, int port) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> isHere(location, host, port);
      default -> false;
    };
  }

  private static boolean isHere(String location, String host, int port) {
    try {
      URI target = new URI(location.strip());
      return target.getHost() != null
          && (host.equalsIgnoreCase(target.getRawAuthority())
              || (port(target) == port && LoopCheck.isOfThisMachine(target.getHost())));
    } catch (URISyntaxException _) {
      // Nobody can follow it.
      return false;
    }
  }

  private static int port(URI target) {
    if (target.getPort() >= 0) {
      return target.getPort();
    }
    return "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
  }
}
