package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.models.responses.ResponseStreamEvent;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers do wrong, as the official Java SDK meets it through the proxy. */
class SdkProviderFaultsTest {
  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final String CREATED =
      "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,"
          + "\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\"}}\n\n";
  private static final String CHAT_CHUNK =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
          + "\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
          + "\"finish_reason\":null}]}\n\n";
  private static final String RESPONSE =
      "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"gpt-4o\","
          + "\"output\":[]}";

  @TempDir Path directory;
  private ScriptedProvider provider;
  private ProxyFixture proxy;
  private OpenAIClient client;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory, PATIENCE);
    proxy.sharedKey(provider.baseUrl(), "sk-the-real-key");
    client = Sdk.alice(proxy).responseValidation(false).build();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    provider.close();
  }

  @Test
  void theProvidersOwnErrorsKeepTheirKindAndCode() {
    assertPasses(BadRequestException.class, 400);
    assertPasses(PermissionDeniedException.class, 403);
    assertPasses(NotFoundException.class, 404);
    assertPasses(RateLimitException.class, 429);
    assertPasses(InternalServerException.class, 500);
    assertPasses(InternalServerException.class, 503);
  }

  @Test
  void theSdkRetriesWhenToldToWait() {
    provider.answer(
        Script.json(429, error("rate_limit_exceeded"), "Retry-After: 1", "retry-after-ms: 20"),
        Script.json(503, error("server_is_overloaded"), "retry-after-ms: 20"),
        Script.json(200, RESPONSE));
    OpenAIClient patient = Sdk.alice(proxy).responseValidation(false).maxRetries(2).build();

    assertEquals("resp_1", Sdk.ask(patient, "hello").id());
    patient.close();

    List<String> counts =
        provider.requests().stream()
            .map(request -> request.header("X-Stainless-Retry-Count").orElse("none"))
            .toList();
    assertEquals(List.of("0", "1", "2"), counts);
    assertEquals(
        List.of(RequestStatus.COMPLETED, RequestStatus.FAILED, RequestStatus.FAILED),
        proxy.requests().stream().map(RequestSummary::status).toList());
  }

  @Test
  void retryAfterArrivesAsItWasSent() {
    provider.answer(
        Script.json(429, error("rate_limit_exceeded"), "Retry-After: 7", "x-should-retry: false"));

    var limited = assertThrows(RateLimitException.class, () -> Sdk.ask(client, "hello"));

    assertEquals(List.of("7"), limited.headers().values("Retry-After"));
    assertEquals(List.of("false"), limited.headers().values("x-should-retry"));
  }

  @Test
  void aProviderThatIsNotThereIs502() {
    provider.close();

    assertFails(502, "upstream_unreachable");
  }

  @Test
  void aProviderThatBreaksOffIs502() {
    provider.answer(Script.empty().reset());
    assertFails(502, "upstream_broke_off");

    provider.answer(
        Script.empty().head(200, "Content-Type: application/json", "Content-Length: 900").close());
    assertFails(502, "upstream_broke_off");
  }

  @Test
  void aProviderThatSaysNothingIs504() {
    provider.answer(Script.empty().hang());

    assertFails(504, "upstream_timeout");
  }

  @Test
  void aStreamThatBreaksEndsWithOneErrorAndNeverLooksComplete() {
    provider.answer(Script.sse().chunk(CREATED).reset());
    var events = new ArrayList<ResponseStreamEvent>();

    assertThrows(
        OpenAIIoException.class,
        () -> {
          try (var stream = client.responses().createStreaming(Sdk.asking("hello"))) {
            stream.stream().forEach(events::add);
          }
        });

    assertEquals(2, events.size());
    var error = events.getLast().asError();
    assertEquals("upstream_broke_off", error.code().orElseThrow());
    assertEquals(1, error.sequenceNumber());
    assertEquals(RequestStatus.FAILED, proxy.finished().status());
  }

  @Test
  void aChatThatBreaksEndsWithItsError() {
    provider.answer(Script.sse().chunk(CHAT_CHUNK).reset());
    var chunks = new ArrayList<String>();

    var broken =
        assertThrows(
            SseException.class,
            () -> {
              try (var stream =
                  client.chat().completions().createStreaming(Sdk.chatting("hello"))) {
                stream.stream().forEach(chunk -> chunks.add(chunk.id()));
              }
            });

    assertEquals(List.of("chatcmpl-1"), chunks);
    assertEquals("upstream_broke_off", broken.code().orElseThrow());
    assertEquals(RequestStatus.FAILED, proxy.finished().status());
  }

  private void assertPasses(Class<? extends OpenAIServiceException> type, int status) {
    provider.answer(Script.json(status, error("code_" + status), "x-request-id: req-provider"));

    var passed = assertThrows(OpenAIServiceException.class, () -> Sdk.ask(client, "hello"));

    assertInstanceOf(type, passed);
    assertEquals(status, passed.statusCode());
    assertEquals("code_" + status, passed.code().orElseThrow());
    assertEquals(List.of("req-provider"), passed.headers().values("X-Upstream-Request-ID"));
    assertEquals(status, proxy.finished().httpStatus());
    assertEquals("code_" + status, proxy.finished().errorCode());
  }

  private void assertFails(int status, String code) {
    var failure = assertThrows(InternalServerException.class, () -> Sdk.ask(client, "hello"));
    assertEquals(status, failure.statusCode());
    assertEquals(code, failure.code().orElseThrow());
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals(code, row.errorCode());
  }

  private static String error(String code) {
    return "{\"error\":{\"message\":\"As scripted.\",\"type\":\"scripted\",\"param\":null,"
        + "\"code\":\""
        + code
        + "\"}}";
  }
}
