package dev.keyporter.proxy;

import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.health.HealthService;
import dev.keyporter.proxy.http.ErrorResponder;
import dev.keyporter.proxy.http.OpenApiDocument;
import dev.keyporter.proxy.rating.RatingService;
import dev.keyporter.proxy.relay.Forwarder;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

/** Every route of the proxy. */
final class ProxyRouting {
  private final Forwarder forward;
  private final RatingService ratings;
  private final HealthService health;
  private final OpenApiDocument description = new OpenApiDocument();
  private final ErrorResponder errors = new ErrorResponder();

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
  }

  private Handler to(Route route) {
    return errors.guarding(forward.to(route));
  }
}
