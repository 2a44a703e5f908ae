package dev.keyporter.proxy;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.health.HealthService;
import dev.keyporter.proxy.http.ErrorResponder;
import dev.keyporter.proxy.http.OpenApiDocument;
import dev.keyporter.proxy.limit.LimitService;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.registry.Protocols;
import dev.keyporter.proxy.rating.RatingService;
import dev.keyporter.proxy.relay.Forwarder;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** Every route of the proxy. */
final class ProxyRouting {
  private final Forwarder forward;
  private final RatingService ratings;
  private final LimitService limits;
  private final HealthService health;
  private final OpenApiDocument description = new OpenApiDocument();

  ProxyRouting(
      Forwarder forward, RatingService ratings, LimitService limits, HealthService health) {
    this.limits = limits;
    this.forward = forward;
    this.ratings = ratings;
    this.health = health;
  }

  /** Our own routes first: they win over those that a provider has. */
  void addTo(HttpRouting.Builder routing) {
    routing
        .get("/health", health::proxy)
        .get("/openapi.json", description::serve)
        .get("/v1/responses/health", health::provider)
        .get("/v1/limits", limits::show)
        .post("/v1/responses/{id}/rate", ratings::rate)
        .any("/health", only("GET"))
        .any("/openapi.json", only("GET"))
        .any("/v1/responses/health", only("GET"))
        .any("/v1/limits", only("GET"))
        .any("/v1/responses/{id}/rate", only("POST"));
    var methods = new LinkedHashMap<String, Set<String>>();
    for (Protocol protocol : Protocols.ALL) {
      for (Operation operation : protocol.operations()) {
        Endpoint endpoint = operation.endpoint();
        String path = protocol.prefix() + endpoint.path();
        routing.route(
            Method.create(endpoint.method()),
            path,
            ErrorResponder.guarding(forward.to(protocol, operation)));
        methods.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(endpoint.method());
      }
      for (String probe : protocol.probes()) {
        String path = protocol.prefix() + probe;
        routing.get(path, ProxyRouting::isThere).route(Method.HEAD, path, ProxyRouting::isThere);
        methods.put(path, Set.of("GET"));
      }
    }
    for (Protocol protocol : Protocols.ALL) {
      routing.any(
          protocol.prefix() + "/{+path}", ErrorResponder.guarding(forward.toOther(protocol)));
    }
    // Where nothing else passes, what a path takes is said.
    methods.forEach((path, taken) -> routing.any(path, only(String.join(", ", taken))));
  }

  /** Answers anybody, as {@code /health} does, and tells nothing. */
  private static void isThere(ServerRequest request, ServerResponse response) {
    response.send();
  }

  private static Handler only(String methods) {
    var refusal =
        new ProxyError.Unserved(
            405, "method_not_supported", "This URL takes only: " + methods + ".");
    return (_, response) -> {
      response.header(HeaderNames.ALLOW, methods);
      throw new ProxyException(refusal);
    };
  }
}
