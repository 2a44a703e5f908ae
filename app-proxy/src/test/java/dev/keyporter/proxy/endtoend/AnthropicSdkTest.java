package dev.keyporter.proxy.endtoend;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolUseBlock;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anthropic's official Java SDK, unchanged, through the proxy, every required field checked. */
class AnthropicSdkTest {
  private static final String QUESTION = "What is the capital of France?";
  private static final String PARIS = "The capital of France is Paris.";

  @TempDir Path directory;
  private ProxyFixture proxy;
  private AnthropicClient client;

  @BeforeEach
  void start() {
    proxy = ProxyFixture.start(directory);
    client = client(proxy.token());
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
  }

  private AnthropicClient client(String token) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(proxy.address() + "/anthropic")
        .apiKey(token)
        .putHeader("X-User-ID", "alice")
        .maxRetries(0)
        .responseValidation(true)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private void useDemoProvider() {
    proxy
        .database()
        .providerKeys()
        .create(
            proxy.organization().id(),
            new NewProviderKey(
                new KeyScope.Shared(),
                "demo",
                URI.create(DemoProvider.baseUrl(ProviderKind.ANTHROPIC)),
                null,
                null,
                true,
                ProviderKind.ANTHROPIC,
                null),
            new Secret(DemoProvider.KEY));
  }

  private static MessageCreateParams asking(String question) {
    return MessageCreateParams.builder()
        .model("claude-opus-5-5")
        .maxTokens(1024)
        .system("Be brief.")
        .addUserMessage(question)
        .build();
  }

  private static String text(Message message) {
    return message.content().stream()
        .flatMap(block -> block.text().stream())
        .map(block -> block.text())
        .collect(Collectors.joining());
  }

  @Test
  void createsAMessage() {
    useDemoProvider();

    Message message = client.messages().create(asking(QUESTION));

    assertEquals(PARIS, text(message));
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals(message.id(), row.responseId());
    assertEquals(message.usage().outputTokens(), requireNonNull(row.usage()).output());
  }

  @Test
  void streamsAMessage() {
    useDemoProvider();
    var accumulator = MessageAccumulator.create();

    try (var events = client.messages().createStreaming(asking(QUESTION))) {
      events.stream().forEach(event -> accumulator.accumulate(event).validate());
    }

    assertEquals(PARIS, text(accumulator.message()));
    assertEquals(StopReason.END_TURN, accumulator.message().stopReason().orElseThrow());
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertTrue(row.streamed());
  }

  @Test
  void countsTokensAndListsModels() {
    useDemoProvider();

    var counted =
        client
            .messages()
            .countTokens(
                MessageCountTokensParams.builder()
                    .model("claude-opus-5-5")
                    .addUserMessage(QUESTION)
                    .build());

    assertTrue(counted.inputTokens() > 0);
    assertTrue(
        client.models().list().data().stream()
            .anyMatch(model -> model.id().equals("claude-opus-5-5")));
    assertEquals("claude-opus-5-5", client.models().retrieve("claude-opus-5-5").id());
  }

  @Test
  void passesACallOfATool() {
    try (var provider = ScriptedProvider.start()) {
      proxy.anthropicKey(provider.baseUrl());
      provider.answer(
          Script.json(
              200,
              """
              {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5",
               "content":[{"type":"tool_use","id":"toolu_1","name":"weather",
                 "input":{"city":"Paris"},"caller":{"type":"direct"}}],
               "stop_reason":"tool_use","stop_sequence":null,"stop_details":null,
               "container":null,
               "usage":{"input_tokens":9,"output_tokens":5,"cache_creation":null,
                 "cache_creation_input_tokens":null,"cache_read_input_tokens":null,
                 "inference_geo":null,"output_tokens_details":null,"server_tool_use":null,
                 "service_tier":"standard","speed":null}}
              """));

      Message message = client.messages().create(asking(QUESTION));

      ToolUseBlock call = message.content().getFirst().asToolUse();
      assertEquals("weather", call.name());
      RequestSummary row = proxy.finished();
      assertEquals(14, requireNonNull(row.usage()).total());
      assertEquals(
          "Paris", proxy.database().requests().exchange(row.id()).orElseThrow().answerText());
    }
  }

  @Test
  void tellsErrorsAsTheSdkExpectsThem() {
    var noKey =
        assertThrows(
            PermissionDeniedException.class, () -> client.messages().create(asking(QUESTION)));
    assertEquals("no_api_key", noKey.errorCode().orElseThrow());
    assertEquals(proxy.finished().id().toString(), noKey.requestId().orElseThrow());
    AnthropicClient stranger = client("sk-ant-not-ours");
    var refused =
        assertThrows(
            UnauthorizedException.class, () -> stranger.messages().create(asking(QUESTION)));
    assertEquals("token_malformed", refused.errorCode().orElseThrow());
    stranger.close();

    useDemoProvider();
    assertThrows(
        RateLimitException.class, () -> client.messages().create(asking("error:429, please")));
  }
}
