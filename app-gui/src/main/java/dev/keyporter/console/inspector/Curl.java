package dev.keyporter.console.inspector;

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
  /** Linux takes no longer argument than 128 KiB; other systems may take less. */
  private static final int LONGEST_ARGUMENT = 30_000;

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
    var command = new StringBuilder("curl");
    switch (route) {
      case DELETE_RESPONSE -> command.append(" -X DELETE");
      case CANCEL_RESPONSE -> command.append(" -X POST");
      case CREATE_RESPONSE,
          COUNT_INPUT_TOKENS,
          COMPACT_RESPONSE,
          CREATE_CHAT_COMPLETION,
          CREATE_EMBEDDING,
          LIST_MODELS,
          RETRIEVE_MODEL,
          RETRIEVE_RESPONSE,
          LIST_INPUT_ITEMS -> {}
    }
    if (request.streamed()) {
      command.append(" -N");
    }
    command.append(' ').append(quoted(url));
    command.append(" \\\n  -H \"Authorization: Bearer $KEYPORTER_TOKEN\"");
    if (request.userName() != null) {
      command.append(" \\\n  -H ").append(quoted("X-User-ID: " + request.userName()));
    }
    body(command, body);
    return command.append('\n').toString();
  }

  private static void body(StringBuilder command, @Nullable Body body) {
    if (body == null || body.isEmpty()) {
      return;
    }
    String text = body.text().orElse(null);
    if (text == null) {
      return;
    }
    command.append(" \\\n  -H 'Content-Type: application/json' \\\n  ");
    if (text.length() <= LONGEST_ARGUMENT) {
      command.append("--data-raw ").append(quoted(text));
      return;
    }
    String end = "KEYPORTER_BODY";
    while (text.contains(end)) {
      end += "_";
    }
    command.append("--data-binary @- <<'").append(end).append("'\n");
    command.append(text).append('\n').append(end);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
