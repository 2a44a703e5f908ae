package dev.keyporter.proxy.relay;

import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.CallerHeaders;
import dev.keyporter.proxy.access.StrayTokens;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.header.ForwardedHeaders;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.http.HttpMessages;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import dev.keyporter.proxy.upstream.UpstreamUpgrade;
import dev.keyporter.proxy.websocket.Handshake;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1RoutedUpgrade;
import io.helidon.webserver.http1.spi.Http1RoutedUpgrader;
import io.helidon.webserver.http1.spi.Http1UpgradeResponse;
import io.helidon.webserver.http1.spi.Http1UpgradeResult;
import io.helidon.webserver.spi.ServerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSockets on {@code GET /v1/responses}, where the provider opens one. Whatever else the
 * provider answers is told as 426, after which tools go on over HTTP at once, and see there what is
 * wrong.
 */
public final class SocketUpgrader implements Http1RoutedUpgrader {
  private static final Logger LOG = Logger.getLogger(SocketUpgrader.class.getName());
  private static final String OWN = "sec-websocket-";
  private static final String VERSION = "13";
  private static final String USER_ID = "X-User-ID";
  private static final String SESSION_ID = "X-Session-ID";

  private final SocketTurns.Setting setting;
  private final StrayTokens strayTokens;
  private final UpstreamClient upstream;
  private final LoopMark loops;
  private final int maxBytes;

  SocketUpgrader(
      SocketTurns.Setting setting,
      StrayTokens strayTokens,
      UpstreamClient upstream,
      LoopMark loops,
      int maxBytes) {
    this.setting = setting;
    this.strayTokens = strayTokens;
    this.upstream = upstream;
    this.loops = loops;
    this.maxBytes = maxBytes;
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  /** Not asked: the other way leads through guard and error handlers. */
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    return null;
  }

  @Override
  public Optional<Http1RoutedUpgrade> routedUpgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    String path = setting.protocol().prefix() + setting.operation().endpoint().path();
    boolean isOurs =
        prologue.method().text().equals("GET") && prologue.uriPath().rawPath().equals(path);
    return isOurs
        ? Optional.of((response, current) -> upgrade(context, prologue, current, response))
        : Optional.empty();
  }

  private Http1UpgradeResult upgrade(
      ConnectionContext context,
      HttpPrologue prologue,
      Headers received,
      Http1UpgradeResponse response) {
    HeaderLines headers = HttpMessages.lines(received);
    Protocol protocol = setting.protocol();
    String clientKey = clientKey(headers);
    String query = prologue.query().isEmpty() ? "" : "?" + prologue.query().rawValue();
    var sender =
        new CallerHeaders(
            prologue.uriPath().rawPath() + query,
            protocol.authorization(headers),
            headers.values(USER_ID),
            headers.values(SESSION_ID));
    Caller caller = setting.authenticator().authenticate(sender);
    strayTokens.refuseInUrl(sender.url());
    HeaderLines kept =
        headers.without(header -> !header.is("Authorization") && strayTokens.isIn(header.value()));
    UpstreamKey key = setting.keys().ownKey(caller, protocol.provider());
    UpstreamUpgrade provider = open(kept, key, query);
    boolean isOpen = false;
    try {
      refuseOther(provider, key);
      response.sendSwitchingProtocols(switching(clientKey, provider.headers()));
      isOpen = true;
      return Http1UpgradeResult.upgraded(
          new SocketRelay(
              context, provider, new SocketTurns(setting, sender, kept, key), maxBytes));
    } finally {
      if (!isOpen) {
        provider.close();
      }
    }
  }

  private static String clientKey(HeaderLines headers) {
    List<String> keys = headers.values("Sec-WebSocket-Key");
    if (!headers.values("Sec-WebSocket-Version").equals(List.of(VERSION))
        || keys.size() != 1
        || !Handshake.isKey(keys.getFirst())
        || !headers.tokens("Connection").contains("upgrade")) {
      throw new ProxyException(
          new ProxyError.InvalidRequest(
              "malformed_request",
              "This is no handshake of WebSocket version 13 (RFC 6455, 4.1).",
              null));
    }
    return keys.getFirst();
  }

  private UpstreamUpgrade open(HeaderLines received, UpstreamKey key, String query) {
    Protocol protocol = setting.protocol();
    List<HeaderLine> forwarded =
        new ArrayList<>(
            ForwardedHeaders.toProvider(
                received.without(
                    header ->
                        header.name().toLowerCase(Locale.ROOT).startsWith(OWN)
                            && !header.is("Sec-WebSocket-Protocol")),
                protocol.replacedHeaders(),
                protocol.credentials(key.key(), key.secret())));
    forwarded.add(new HeaderLine("Connection", "Upgrade"));
    forwarded.add(new HeaderLine("Upgrade", "websocket"));
    forwarded.add(new HeaderLine("Sec-WebSocket-Version", VERSION));
    forwarded.add(new HeaderLine("Sec-WebSocket-Key", Handshake.key()));
    try {
      return upstream.upgrade(
          new UpstreamRequest(
              "GET",
              key.key().baseUrl(),
              setting.operation().endpoint().path() + query,
              loops.mark(received, forwarded, key.key().baseUrl()),
              new byte[0]),
          new Cancellation());
    } catch (UpstreamFailure failure) {
      throw new ProxyException(RelayErrors.of(failure));
    }
  }

  private static void refuseOther(UpstreamUpgrade provider, UpstreamKey key) {
    if (provider.isUpgraded()) {
      return;
    }
    if (provider.status() == 401) {
      LOG.warning(() -> "The provider rejected the key " + key.key().id() + ".");
      throw new ProxyException(RelayErrors.KEY_REJECTED);
    }
    throw new ProxyException(
        new ProxyError.Unserved(
            426,
            "websocket_not_supported",
            "The provider takes no WebSocket here; it answered "
                + provider.status()
                + ". Send the request over HTTP."));
  }

  private static Headers switching(String clientKey, HeaderLines provided) {
    WritableHeaders<?> headers = WritableHeaders.create();
    headers.set(HeaderNames.UPGRADE, "websocket");
    headers.set(HeaderNames.CONNECTION, "Upgrade");
    headers.set(HeaderNames.create("Sec-WebSocket-Accept"), Handshake.accept(clientKey));
    ForwardedHeaders.toClient(provided)
        .without(
            header ->
                header.name().toLowerCase(Locale.ROOT).startsWith(OWN)
                    && !header.is("Sec-WebSocket-Protocol"))
        .lines()
        .forEach(header -> headers.add(HeaderNames.create(header.name()), header.value()));
    return headers;
  }
}
