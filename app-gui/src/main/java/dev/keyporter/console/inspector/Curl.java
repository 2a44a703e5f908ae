package dev.keyporter.console.inspector;

import dev.keyporter.console.snippets.CurlCommand;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Route;
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
   * @return empty where the request's address is not known any more
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
   * @return empty where the request's address is not known any more
   */
  static Optional<String> of(RequestSummary request, String baseUrl, @Nullable Body body) {
    return route(request.route()).flatMap(route -> of(route, request, baseUrl, body));
  }

  private static Optional<Route> route(String label) {
    for (Route route : Route.values()) {
      if (route.label().equals(label)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> of(
      Route route, RequestSummary request, String baseUrl, @Nullable Body body) {
    String id = request.responseId();
    String model = request.model();
    String path =
        switch (route) {
          case CREATE_RESPONSE -> "/responses";
          case COUNT_INPUT_TOKENS -> "/responses/input_tokens";
          case COMPACT_RESPONSE -> "/responses/compact";
          case CREATE_CHAT_COMPLETION -> "/chat/completions";
          case CREATE_EMBEDDING -> "/embeddings";
          case LIST_MODELS -> "/models";
          case RETRIEVE_MODEL -> model == null ? null : "/models/" + model;
          case RETRIEVE_RESPONSE, DELETE_RESPONSE -> id == null ? null : "/responses/" + id;
          case CANCEL_RESPONSE -> id == null ? null : "/responses/" + id + "/cancel";
          case LIST_INPUT_ITEMS -> id == null ? null : "/responses/" + id + "/input_items";
        };
    return Optional.ofNullable(path).map(known -> command(route, request, baseUrl + known, body));
  }

  private static String command(
      Route route, RequestSummary request, String url, @Nullable Body body) {
    String method =
        switch (route) {
          case DELETE_RESPONSE -> "DELETE";
          case CANCEL_RESPONSE -> "POST";
          case CREATE_RESPONSE,
              COUNT_INPUT_TOKENS,
              COMPACT_RESPONSE,
              CREATE_CHAT_COMPLETION,
              CREATE_EMBEDDING,
              LIST_MODELS,
              RETRIEVE_MODEL,
              RETRIEVE_RESPONSE,
              LIST_INPUT_ITEMS ->
              null;
        };
    String sent = body == null || body.isEmpty() ? null : body.text().orElse(null);
    return new CurlCommand(method, url, request.streamed(), null, request.userName(), sent).text();
  }
}
