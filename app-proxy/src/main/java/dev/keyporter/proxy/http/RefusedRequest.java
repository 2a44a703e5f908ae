package dev.keyporter.proxy.http;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.protocol.registry.Protocols;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/**
 * A request that is answered an error and has no row. Where its head could not be read, what is
 * known of it is empty.
 *
 * @param address the other end of the connection, whatever the headers say
 * @param userAgent as it came
 * @param authorization where the path's protocol has its token, all values
 * @param method as it came
 * @param url path and query as they came; may hold what nobody may keep
 */
public record RefusedRequest(
    ProxyError error,
    String address,
    String userAgent,
    List<String> authorization,
    String method,
    String url) {
  static RefusedRequest of(ServerRequest request, ProxyError error) {
    return of(
        error,
        request.headers(),
        request.prologue().method().text(),
        HttpMessages.pathAndQuery(request, ""));
  }

  static RefusedRequest of(TransportRequest request, ProxyError error) {
    return of(error, request.headers(), request.method(), request.path());
  }

  private static RefusedRequest of(ProxyError error, Headers headers, String method, String url) {
    List<String> agents = values(headers, HeaderNames.USER_AGENT);
    return new RefusedRequest(
        error,
        Turns.clientAddress(),
        agents.isEmpty() ? "" : agents.getFirst(),
        Protocols.at(url).authorization(HttpMessages.lines(headers)),
        method,
        url);
  }

  /** The URL's path, without the query. */
  public String path() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static List<String> values(Headers headers, HeaderName name) {
    return headers.contains(name) ? headers.get(name).allValues() : List.of();
  }

  @Override
  public String toString() {
    return "RefusedRequest[" + error.code() + "]";
  }
}
