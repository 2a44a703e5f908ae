package dev.keyporter.proxy.client;

import dev.keyporter.model.Version;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.RequestBody;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * The calls that are not the relay's: Helidon's client, on connections that are made as the relay
 * makes its own. So a key that is tested is tested by the way its requests go: the same proxy, the
 * same certificates, the same demo provider.
 *
 * <p>Each call has a connection of its own. A call waits in its caller's thread, which must not be
 * interrupted meanwhile; a {@link Cancellation} ends it.
 */
public final class HttpCalls {
  private final UpstreamClient upstream;

  /** Calls by the connections of this client. */
  public HttpCalls(UpstreamClient upstream) {
    this.upstream = upstream;
  }

  /**
   * Sends a request once and waits for the head of its answer; redirects are answers like any
   * other.
   *
   * @param patience how long nothing may come, before the answer and within it; whole milliseconds,
   *     above zero
   * @throws UpstreamFailure when there is no answer
   */
  public HttpAnswer send(UpstreamRequest request, Duration patience, Cancellation cancellation) {
    Socket socket = upstream.connect(request.baseUrl(), cancellation);
    boolean isAnswered = false;
    try {
      HttpClientResponse response = exchange(request, patience, socket);
      isAnswered = true;
      return new HttpAnswer(response, socket);
    } catch (RuntimeException e) {
      throw UpstreamFailure.ofCall(request.baseUrl(), e, cancellation);
    } finally {
      if (!isAnswered) {
        SocketConnection.close(socket);
      }
    }
  }

  private static HttpClientResponse exchange(
      UpstreamRequest request, Duration patience, Socket socket) {
    Http1ClientRequest call =
        Client.HTTP
            .method(Method.create(request.method()))
            .uri(address(request))
            .skipUriEncoding(true)
            .readTimeout(patience)
            .connection(new SocketConnection(socket));
    for (HeaderLine header : request.headers()) {
      call.header(HeaderNames.create(header.name()), header.value());
    }
    return switch (request.body()) {
      case RequestBody.Whole(byte[] body) -> body.length == 0 ? call.request() : call.submit(body);
      case RequestBody.Pieces _ ->
          throw new IllegalArgumentException("Only the relay sends bodies in pieces.");
    };
  }

  /**
   * Helidon decodes an address and, told not to encode it, sends what it decoded. Encoded once more
   * before, the target goes out as it stands.
   */
  private static URI address(UpstreamRequest request) {
    URI base = request.baseUrl();
    String target = request.target().replace("%", "%25").replace("+", "%2B");
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + target);
  }

  /** Made at the first call: nobody who starts need wait for it. */
  private static final class Client {
    static final Http1Client HTTP =
        Http1Client.builder()
            .followRedirects(false)
            .sendExpectContinue(false)
            .keepAlive(false)
            .proxy(Proxy.noProxy())
            .addHeader(
                HeaderValues.create(HeaderNames.USER_AGENT, "keyporter/" + Version.current()))
            .build();
  }
}
