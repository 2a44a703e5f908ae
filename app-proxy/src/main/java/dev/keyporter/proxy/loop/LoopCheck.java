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

  private final LoopMark marks;

  public LoopCheck(Database database) {
    this.marks = new LoopMark(database);
  }

  /** Whether requests to that URL would come back here. Blocks for two seconds at most. */
  public boolean leadsBack(URI baseUrl) {
    URI asked = plain(baseUrl);
    if (!isOfThisMachine(asked.getHost())) {
      return false;
    }
    var settings = new UpstreamSettings(PATIENCE, PATIENCE, null, List.of(), null, () -> 0);
    var request =
        new UpstreamRequest(
            "GET",
            asked,
            "/models",
            marks.mark(
                HeaderLines.NONE, List.of(new HeaderLine("Accept-Encoding", "identity")), asked),
            new byte[0]);
    try (var client = new UpstreamClient(settings);
        UpstreamAnswer answer = client.send(request, new Cancellation())) {
      return answer.status() == LOOP_DETECTED;
    } catch (UpstreamFailure _) {
      // Nothing answers there, not now.
      return false;
    }
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

  private static boolean isOfThisMachine(String host) {
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
