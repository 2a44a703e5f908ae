package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.memory.HeldBytes;
import dev.keyporter.proxy.payload.ContentCoding;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
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

  /**
   * In bytes. With it a body whose one long text is cut counts as small, so that it finds room here
   * once it was let in by the proxy.
   */
  private static final int LONGEST_TEXT = 256 << 10;

  /** In bytes, its long texts cut. */
  private static final int LONGEST_BODY = 8 << 20;

  private static final int BUFFER = 8192;
  private static final String BEARER = "Bearer ";
  private static final HeaderName API_KEY = HeaderNames.create("x-api-key");

  /** Roughly the bytes of memory that reading makes of one. */
  private static final int MADE_OF_A_BYTE = 4;

  private final BodyMemory memory;
  private final DemoResponses responses;
  private final DemoChat chat;
  private final DemoEmbeddings embeddings;
  private final DemoMessages messages;
  private final DemoModels models = new DemoModels();
  private final DemoIds ids;

  DemoRoutes(
      BodyMemory memory,
      DemoResponses responses,
      DemoChat chat,
      DemoEmbeddings embeddings,
      DemoMessages messages,
      DemoIds ids) {
    this.memory = memory;
    this.responses = responses;
    this.chat = chat;
    this.embeddings = embeddings;
    this.messages = messages;
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
        .post("/anthropic/v1/messages", messages::create)
        .post("/anthropic/v1/messages/count_tokens", messages::countTokens)
        .get("/anthropic/v1/models", messages::listModels)
        .get("/anthropic/v1/models/{model}", messages::retrieveModel)
        .any(DemoRoutes::unknown)
        .error(DemoFailure.class, DemoRoutes::refuse);
  }

  /** The request's body without its content coding, of each long text the beginning. */
  static ObjectNode body(ServerRequest http) {
    if (!http.content().hasEntity()) {
      return DemoJson.read(new byte[0]);
    }
    String coding = http.headers().first(HeaderNames.CONTENT_ENCODING).orElse(null);
    boolean isCoded = !ContentCoding.isIdentity(coding);
    try (InputStream body = http.content().inputStream();
        InputStream plain =
            ContentCoding.decode(body, coding).orElseThrow(DemoFailure::unknownCoding);
        InputStream json = new CutTexts(plain, LONGEST_TEXT)) {
      return DemoJson.read(read(json, http.context().get(BodyMemory.Share.class).orElseThrow()));
    } catch (ProxyException _) {
      throw DemoFailure.busy();
    } catch (DemoFailure | CloseConnectionException e) {
      throw e;
    } catch (IOException e) {
      throw isCoded
          ? DemoFailure.malformedCoding()
          : new CloseConnectionException("The client left.", e);
    } catch (RuntimeException e) {
      // The zstd decoder reports damage so.
      throw isCoded ? DemoFailure.malformedCoding() : e;
    }
  }

  private static byte[] read(InputStream json, BodyMemory.Share share) throws IOException {
    var body = new HeldBytes(share, -1, LONGEST_BODY + BUFFER);
    byte[] buffer = new byte[BUFFER];
    int count;
    while ((count = json.read(buffer)) >= 0) {
      if (body.size() + count > LONGEST_BODY) {
        throw DemoFailure.tooLarge(LONGEST_BODY);
      }
      body.add(buffer, 0, count);
    }
    share.take((long) MADE_OF_A_BYTE * body.size());
    return body.bytes();
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
    if (isForAnthropic(http)) {
      answer.header("x-keyporter-demo", "true");
      answer.header("request-id", ids.next("req_"));
    } else {
      HEADERS.forEach(answer::header);
      answer.header("x-request-id", ids.next("req_"));
      answer.beforeSend(
          () -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            answer.header("openai-processing-ms", Long.toString(millis));
          });
    }
    if (!key(http).equals(DemoProvider.KEY)) {
      throw DemoFailure.wrongKey();
    }
    try (BodyMemory.Share share = memory.share()) {
      http.context().register(share);
      chain.proceed();
    }
  }

  private static boolean isForAnthropic(ServerRequest http) {
    return http.prologue().uriPath().rawPath().startsWith("/anthropic/");
  }

  private static String key(ServerRequest http) {
    if (isForAnthropic(http)) {
      return http.headers().first(API_KEY).orElse("");
    }
    String authorization = http.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
  }

  private static void unknown(ServerRequest http, ServerResponse answer) {
    throw DemoFailure.unknownRoute(http.prologue().method().text(), http.path().path());
  }

  private static void refuse(ServerRequest http, ServerResponse answer, DemoFailure failure) {
    answer.status(failure.status());
    failure.headers().forEach(answer::header);
    send(answer, isForAnthropic(http) ? failure.messageBody() : failure.body());
  }
}
