package dev.keyporter.console.inspector;

import dev.keyporter.console.snippets.CurlCommand;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Target;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.registry.Protocols;
import dev.keyporter.proxy.transcript.Body;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request as a command for a shell like bash. The token is named, never written: {@code
 * $KEYPORTER_TOKEN}.
 */
public final class Curl {
  private Curl() {}

  /**
   * The command for a request on record; reads it, so it blocks.
   *
   * @param baseUrl the proxy's, with {@code /v1}
   * @return empty where the request's address is not known any more, or its body is a file
   */
  public static Optional<String> read(Requests requests, RequestSummary request, String baseUrl) {
    Body body = requests.exchange(request.id()).map(Body::ofRequest).orElse(null);
    return of(request, baseUrl, body);
  }

  /**
   * The command.
   *
   * @param baseUrl the proxy's, with {@code /v1}
   * @param body what was sent; null where it was not kept
   * @return empty where the request's address is not known any more, or its body is a file
   */
  static Optional<String> of(RequestSummary request, String baseUrl, @Nullable Body body) {
    if (body != null && !body.isEmpty() && isFile(body)) {
      return Optional.empty();
    }
    return Protocols.ALL.stream()
        .flatMap(
            protocol ->
                protocol.operations().stream()
                    .filter(operation -> operation.route().label().equals(request.route()))
                    .map(operation -> new Address(protocol, operation.endpoint())))
        .findFirst()
        .flatMap(address -> of(address, request, baseUrl, body))
        .or(() -> ofTarget(request, baseUrl, body));
  }

  /** Of a path that is no operation's, as it came. */
  private static Optional<String> ofTarget(
      RequestSummary request, String baseUrl, @Nullable Body body) {
    return Optional.ofNullable(request.target())
        .map(
            target ->
                command(
                    Protocols.at(target.path()).provider(),
                    target.method(),
                    root(baseUrl) + target.path(),
                    request,
                    body));
  }

  /** Without {@code /v1}. */
  private static String root(String baseUrl) {
    return baseUrl.replaceFirst("/v1$", "");
  }

  /** Where a request goes. */
  private record Address(Protocol protocol, Endpoint endpoint) {
    /** The whole URL, with a path of the endpoint's. */
    String url(String baseUrl, String path) {
      return root(baseUrl) + protocol.prefix() + path;
    }
  }

  /** A shell's argument cannot hold it, or not all of it is there. */
  private static boolean isFile(Body body) {
    return body.text().isEmpty()
        || body.cut().isPresent()
        || body.contentType().startsWith("multipart/");
  }

  private static Optional<String> of(
      Address address, RequestSummary request, String baseUrl, @Nullable Body body) {
    Endpoint endpoint = address.endpoint();
    if (!endpoint.namesId()) {
      return Optional.of(command(address, endpoint.path(), request, baseUrl, body));
    }
    // Of a response the record has the id; of what else can be named, a model, its name.
    String id = request.responseId() == null ? request.model() : request.responseId();
    return Optional.ofNullable(id)
        .map(known -> command(address, endpoint.pathOf(known), request, baseUrl, body));
  }

  /** As it came, queries included, where that is known and went over HTTP. */
  private static String command(
      Address address, String path, RequestSummary request, String baseUrl, @Nullable Body body) {
    String method = address.endpoint().method();
    Target target = request.target();
    String url =
        target != null && target.method().equals(method)
            ? root(baseUrl) + target.path()
            : address.url(baseUrl, path);
    return command(address.protocol().provider(), method, url, request, body);
  }

  private static String command(
      ProviderKind provider,
      String method,
      String url,
      RequestSummary request,
      @Nullable Body body) {
    String sent = body == null || body.isEmpty() ? null : body.text().orElse(null);
    String curls = sent == null ? "GET" : "POST";
    return new CurlCommand(
            provider,
            method.equals(curls) ? null : method,
            url,
            request.streamed(),
            null,
            request.userName(),
            sent)
        .text();
  }
}
