package dev.keyporter.proxy;

import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.health.HealthService;
import dev.keyporter.proxy.http.ErrorResponder;
import dev.keyporter.proxy.http.OpenApiDocument;
import dev.keyporter.proxy.rating.RatingService;
import dev.keyporter.proxy.relay.Forwarder;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

/** Every route of the proxy. */
final class ProxyRouting {
  private final Forwarder forward;
  private final RatingService ratings;
  private final HealthService health;
  private final OpenApiDocument description = new OpenApiDocument();

  ProxyRouting(Forwarder forward, RatingService ratings, HealthService health) {
    this.forward = forward;
    this.ratings = ratings;
    this.health = health;
  }

  void addTo(HttpRouting.Builder routing) {
    routing
        .get("/health", health::proxy)
        .get("/openapi.json", description::serve)
        .get("/v1/responses/health", health::provider)
        .post("/v1/responses", to(Route.CREATE_RESPONSE))
        .post("/v1/responses/input_tokens", to(Route.COUNT_INPUT_TOKENS))
        .post("/v1/responses/compact", to(Route.COMPACT_RESPONSE))
        .post("/v1/responses/{id}/rate", ratings::rate)
        .get("/v1/responses/{id}", to(Route.RETRIEVE_RESPONSE))
        .get("/v1/responses/{id}/input_items", to(Route.LIST_INPUT_ITEMS))
        .post("/v1/responses/{id}/cancel", to(Route.CANCEL_RESPONSE))
        .delete("/v1/responses/{id}", to(Route.DELETE_RESPONSE))
        .post("/v1/chat/completions", to(Route.CREATE_CHAT_COMPLETION))
        .post("/v1/embeddings", to(Route.CREATE_EMBEDDING))
        .get("/v1/models", to(Route.LIST_MODELS))
        .get("/v1/models/{+id}", to(Route.RETRIEVE_MODEL));
    refuseOtherMethods(routing);
  }

  private static void refuseOtherMethods(HttpRouting.Builder routing) {
    routing
        .any("/health", only("GET"))
        .any("/openapi.json", only("GET"))
        .any("/v1/responses/health", only("GET"))
        .any("/v1/responses", only("POST"))
        .any("/v1/responses/{id}/rate", only("POST"))
        .any("/v1/responses/{id}", only("GET, DELETE"))
        .any("/v1/responses/{id}/input_items", only("GET"))
        .any("/v1/responses/{id}/cancel", only("POST"))
        .any("/v1/chat/completions", only("POST"))
        .any("/v1/embeddings", only("POST"))
        .any("/v1/models", only("GET"))
        .any("/v1/models/{+id}", only("GET"));
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

  private Handler to(Route route) {
    return ErrorResponder.guarding(forward.to(route));
  }
}
