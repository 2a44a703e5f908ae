package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Every route of the demo provider, and what all answers share. */
final class DemoRoutes {
  private static final Map<String, String> HEADERS =
      Map.of(
          "x-keyporter-demo", "true",
          "openai-version", "2020-10-01",
          "openai-organization", "keyporter-demo",
          "x-ratelimit-limit-requests", "10000",
          "x-ratelimit-remaining-requests", "9999",
          "x-ratelimit-reset-requests", "6ms",
          "x-ratelimit-limit-tokens", "2000000",
          "x-ratelimit-remaining-tokens", "1999900",
          "x-ratelimit-reset-tokens", "3ms");

  private final DemoResponses responses;
  private final DemoChat chat;
  private final DemoEmbeddings embeddings;
  private final DemoModels models = new DemoModels();
  private final DemoIds ids;

  DemoRoutes(DemoResponses responses, DemoChat chat, DemoEmbeddings embeddings, DemoIds ids) {
    this.responses = responses;
    this.chat = chat;
    this.embeddings = embeddings;
    this.ids = ids;
  }

  void routing(HttpRouting.Builder routing) {
    routing
        .addFilter(this::identify)
        .post("/v1/responses", responses::create)
        .post("/v1/responses/input_tokens", responses::countInput)
        .post("/v1/responses/compact", responses::compact)
        .get("/v1/responses/{id}", responses::retrieve)
        .delete("/v1/responses/{id}", responses::delete)
        .post("/v1/responses/{id}/cancel", responses::cancel)
        .get("/v1/responses/{id}/input_items", responses::inputItems)
        .post("/v1/chat/completions", chat::complete)
        .post("/v1/embeddings", embeddings::embed)
        .get("/v1/models", models::list)
        .get("/v1/models/{model}", models::retrieve)
        .any(DemoRoutes::unknown)
        .error(DemoFailure.class, (http, answer, failure) -> refuse(answer, failure));
  }

  static ObjectNode body(ServerRequest http) {
    return DemoJson.read(
        http.content().hasEntity() ? http.content().as(byte[].class) : new byte[0]);
  }

  /** A whole number from the query; 400 for anything else. */
  static int number(ServerRequest http, String name, int otherwise) {
    String given = http.query().first(name).orElse("");
    try {
      return given.isEmpty() ? otherwise : Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw ResponseInput.invalidType(name, "a whole number");
    }
  }

  static void send(ServerResponse answer, ObjectNode body) {
    answer.header(HeaderNames.CONTENT_TYPE, "application/json");
    answer.send(DemoJson.bytes(body));
  }

  /** Sends the first half of an answer and breaks the connection off: never returns. */
  static void sendHalf(ServerResponse answer, ObjectNode body) {
    byte[] bytes = DemoJson.bytes(body);
    answer.header(HeaderNames.CONTENT_TYPE, "application/json");
    answer.contentLength(bytes.length);
    try {
      var out = answer.outputStream();
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
    } catch (IOException e) {
      // The client left first; the end is the same.
    }
    throw EventStream.broken();
  }

  private void identify(FilterChain chain, RoutingRequest http, RoutingResponse answer) {
    long began = System.nanoTime();
    HEADERS.forEach(answer::header);
    answer.header("x-request-id", ids.next("req_"));
    answer.beforeSend(
        () -> {
          long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
          answer.header("openai-processing-ms", Long.toString(millis));
        });
    String expected = "Bearer " + DemoProvider.KEY;
    if (!http.headers().first(HeaderNames.AUTHORIZATION).orElse("").equals(expected)) {
      throw DemoFailure.wrongKey();
    }
    chain.proceed();
  }

  private static void unknown(ServerRequest http, ServerResponse answer) {
    throw DemoFailure.unknownRoute(http.prologue().method().text(), http.path().path());
  }

  private static void refuse(ServerResponse answer, DemoFailure failure) {
    answer.status(failure.status());
    failure.headers().forEach(answer::header);
    send(answer, failure.body());
  }
}
