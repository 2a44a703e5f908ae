package dev.keyporter.proxy.loop;

import dev.keyporter.db.Database;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.UpstreamAnswer;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells, before a key is stored, whether its base URL is a proxy on this database. An address of
 * this machine is asked, with a mark and without any secret, and however it is written: who is one
 * knows the mark. Other hosts are not asked for nothing; what leads back through them is seen when
 * it comes.
 */
public final class LoopCheck {
  /** What such a proxy answers to a request with its own mark. */
  public static final int LOOP_DETECTED = 508;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int MAX_REDIRECTS = 3;

  private final LoopMark marks;

  public LoopCheck(Database database) {
    this.marks = new LoopMark(database);
  }

  /**
   * Whether requests to that URL would come back here, be it because clients follow redirects.
   * Blocks for a few seconds at most.
   */
  public boolean leadsBack(URI baseUrl) {
    var settings = new UpstreamSettings(PATIENCE, PATIENCE, null, List.of(), null, () -> 0);
    try (var client = new UpstreamClient(settings)) {
      return leadsBack(client, baseUrl, "/models", MAX_REDIRECTS);
    } catch (UpstreamFailure | IllegalArgumentException _) {
      // Nothing that can be asked is there, not now.
      return false;
    }
  }

  private boolean leadsBack(UpstreamClient client, URI baseUrl, String path, int redirects) {
    URI asked = plain(baseUrl);
    if (!isOfThisMachine(asked.getHost())) {
      return false;
    }
    var request =
        new UpstreamRequest(
            "GET",
            asked,
            path,
            marks.mark(
                HeaderLines.NONE, List.of(new HeaderLine("Accept-Encoding", "identity")), asked),
            new byte[0]);
    Optional<URI> next;
    try (UpstreamAnswer answer = client.send(request, new Cancellation())) {
      if (answer.status() == LOOP_DETECTED) {
        return true;
      }
      next =
          answer
              .header("Location")
              .filter(_ -> redirects > 0 && answer.status() / 100 == 3)
              .map(location -> asked.resolve(request.target()).resolve(location.strip()))
              .filter(target -> target.getHost() != null);
    }
    return next.isPresent()
        && leadsBack(client, next.get().resolve("/"), pathAndQuery(next.get()), redirects - 1);
  }

  private static String pathAndQuery(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** With the names of loopback that not every machine can look up as one that each can. */
  private static URI plain(URI baseUrl) {
    String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
    boolean isLoopback = host.matches("(.+\\.)?localhost\\.?");
    if (!isLoopback || host.equals(UpstreamSettings.DEMO_HOST)) {
      return baseUrl;
    }
    String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
    return URI.create(baseUrl.getScheme() + "://localhost" + port + baseUrl.getRawPath());
  }

  static boolean isOfThisMachine(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isLoopbackAddress()
            || address.isAnyLocalAddress()
            || NetworkInterface.getByInetAddress(address) != null) {
          return true;
        }
      }
      return false;
    } catch (IOException _) {
      // No such name, not now.
      return false;
    }
  }
}
