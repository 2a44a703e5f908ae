package dev.keyporter.proxy.http;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.header.HeaderLine;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps web pages out, and requests that go round. A page may make its visitor's browser call a
 * loopback address, be it across origins or, with DNS rebinding, under a host name of its own: so
 * requests must name this host, or one that is listed, and come from no page, or one whose origin
 * is listed.
 */
public final class RequestGuard implements Filter {
  private static final HeaderName ALLOW_PRIVATE_NETWORK =
      HeaderNames.create("Access-Control-Allow-Private-Network");
  private static final HeaderName REQUEST_PRIVATE_NETWORK =
      HeaderNames.create("Access-Control-Request-Private-Network");
  private static final String ANY = "*";

  private final ErrorResponder errors;
  private final Predicate<ServerRequest> isLoop;
  private final HostNames hosts;
  private final Set<String> origins;
  private final long mostUnread;

  /**
   * @param isLoop whether a request has come back to where it came from
   * @param bindHost the address the server listens on
   * @param allowedHosts names that pass in {@code Host} beside loopback
   * @param allowedOrigins origins of pages that may call, {@code *} for all
   * @param mostUnread of a body that nobody reads, how many bytes are passed over
   */
  public RequestGuard(
      ErrorResponder errors,
      Predicate<ServerRequest> isLoop,
      String bindHost,
      Set<String> allowedHosts,
      Set<String> allowedOrigins,
      long mostUnread) {
    this.errors = errors;
    this.isLoop = isLoop;
    this.mostUnread = mostUnread;
    this.hosts = new HostNames(bindHost, allowedHosts);
    this.origins =
        allowedOrigins.stream()
            .map(o -> o.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Headers headers = request.headers();
    Optional<ProxyError> refusal = refusal(request);
    if (refusal.isPresent()) {
      errors.refuse(request, response, refusal.get());
    } else if (!headers.contains(HeaderNames.ORIGIN)) {
      chain.proceed();
    } else {
      response.header(
          HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, headers.get(HeaderNames.ORIGIN).get());
      response.header(HeaderNames.VARY, "Origin");
      if (isPreflight(request)) {
        answerPreflight(headers, response);
      } else {
        response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, ANY);
        chain.proceed();
      }
    }
    endWhereLast(request, response);
    if (!request.content().consumed() && !ClientBody.of(request).drop(mostUnread)) {
      throw new CloseConnectionException("The rest of the request is too long to be passed over.");
    }
  }

  private Optional<ProxyError> refusal(ServerRequest request) {
    Headers headers = request.headers();
    if (!areWellFormed(headers)) {
      return Optional.of(
          new ProxyError.InvalidRequest(
              "invalid_header",
              "A header's name is none by HTTP's rules, or its value holds a control character.",
              null));
    }
    // Whatever it is called by on its way back.
    if (isLoop.test(request)) {
      return Optional.of(new ProxyError.LoopDetected());
    }
    if (!hosts.allow(headers)) {
      return Optional.of(
          new ProxyError.Forbidden(
              "host_not_allowed",
              "The Host header names a host this proxy does not answer for. Call it as 127.0.0.1"
                  + " or localhost, or start it with --allow-host."));
    }
    boolean isForeign =
        headers.contains(HeaderNames.ORIGIN)
            && !origins.contains(ANY)
            && !origins.contains(headers.get(HeaderNames.ORIGIN).get().toLowerCase(Locale.ROOT));
    if (isForeign) {
      return Optional.of(
          new ProxyError.Forbidden(
              "origin_not_allowed",
              "Web pages of this origin may not call this proxy. Start it with --allow-origin to"
                  + " let them."));
    }
    return Optional.empty();
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS)
        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /**
   * Helidon says that it closes the connection, but goes on to read from it, and would take a body
   * that was not read for the next request.
   */
  private static void endWhereLast(RoutingRequest request, RoutingResponse response) {
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("This was the last answer.");
    }
  }

  private static void answerPreflight(Headers headers, RoutingResponse response) {
    response.header(
        HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE");
    if (headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)) {
      response.header(
          HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
          headers.get(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS).get());
    }
    if (headers.contains(REQUEST_PRIVATE_NETWORK)) {
      response.header(ALLOW_PRIVATE_NETWORK, "true");
    }
    response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    response.status(Status.NO_CONTENT_204);
    response.send();
  }

  /** Helidon's own check is off, since it refuses encoded bodies together with bad headers. */
  private static boolean areWellFormed(Headers headers) {
    for (Header header : headers) {
      for (String value : header.allValues()) {
        if (!new HeaderLine(header.name(), value).isWellFormed()) {
          return false;
        }
      }
    }
    return true;
  }
}
