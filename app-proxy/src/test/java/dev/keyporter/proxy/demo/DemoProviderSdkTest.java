package dev.keyporter.proxy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingModel;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.inputitems.InputItemListPage;
import dev.keyporter.proxy.memory.BodyMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java SDK against the demo provider, with its check of every required field on. */
class DemoProviderSdkTest {
  private static final String PARIS = "The capital of France is Paris.";

  @TempDir Path store;
  private DemoProvider provider;
  private OpenAIClient client;

  @BeforeEach
  void start() {
    provider = DemoProvider.start(store, BodyMemory.ofHeap(), Clock.systemUTC(), Duration.ZERO);
    client = client(DemoProvider.KEY);
  }

  @AfterEach
  void close() {
    client.close();
    provider.close();
  }

  @Test
  void createsRetrievesListsAndDeletesAResponse() {
    Response made = client.responses().create(asking("What is the capital of France?"));
    assertEquals(PARIS, text(made));
    assertEquals(ResponseStatus.COMPLETED, made.status().orElseThrow());
    assertEquals(8, made.usage().orElseThrow().outputTokens());
    assertEquals(made, client.responses().retrieve(made.id()));
    InputItemListPage items = client.responses().inputItems().list(made.id());
    assertTrue(items.items().getFirst().isResponseInputMessageItem());
    client.responses().delete(made.id());
    assertThrows(NotFoundException.class, () -> client.responses().retrieve(made.id()));
  }

  @Test
  void streamsAResponse() {
    var accumulator = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(asking("capital of France"))) {
      stream.stream().forEach(event -> accumulator.accumulate(event).validate());
    }
    Response streamed = accumulator.response();
    assertEquals(PARIS, text(streamed));
    try (var replay = client.responses().retrieveStreaming(streamed.id())) {
      var again = ResponseAccumulator.create();
      replay.stream().forEach(again::accumulate);
      assertEquals(streamed, again.response());
    }
  }

  @Test
  void completesAndStreamsAChat() {
    var params =
        ChatCompletionCreateParams.builder()
            .model(ChatModel.GPT_4O_MINI)
            .addUserMessage("What is the capital of France?")
            .build();
    ChatCompletion whole = client.chat().completions().create(params);
    assertEquals(PARIS, whole.choices().getFirst().message().content().orElseThrow());
    assertEquals(8, whole.usage().orElseThrow().completionTokens());
    var accumulator = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(chunk -> accumulator.accumulate(chunk).validate());
    }
    ChatCompletion streamed = accumulator.chatCompletion();
    assertEquals(PARIS, streamed.choices().getFirst().message().content().orElseThrow());
  }

  @Test
  void embedsAndListsModels() {
    var embedded =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model(EmbeddingModel.TEXT_EMBEDDING_3_SMALL)
                    .input("a cat")
                    .build());
    assertEquals(1536, embedded.data().getFirst().embedding().size());
    List<String> owners =
        client.models().list().data().stream().map(model -> model.ownedBy()).distinct().toList();
    assertEquals(List.of("keyporter-demo"), owners);
    assertEquals("gpt-4o", client.models().retrieve("gpt-4o").id());
    assertThrows(NotFoundException.class, () -> client.models().retrieve("gpt-99"));
  }

  @Test
  void meetsItsErrorsAsTheSdksExceptions() {
    assertFails(BadRequestException.class, "error:400");
    assertFails(UnauthorizedException.class, "error:401");
    assertFails(PermissionDeniedException.class, "error:403");
    assertFails(RateLimitException.class, "error:429");
    assertFails(InternalServerException.class, "error:500");
    assertFails(InternalServerException.class, "error:503");
    assertFails(OpenAIInvalidDataException.class, "error:drop");
    OpenAIClient other = client("sk-wrong");
    assertThrows(UnauthorizedException.class, () -> other.models().list());
    other.close();
    Response failed = client.responses().create(asking("error:failed"));
    assertEquals(ResponseStatus.FAILED, failed.status().orElseThrow());
    assertTrue(failed.error().isPresent());
  }

  @Test
  void seesAStreamBreak() {
    assertThrows(OpenAIIoException.class, () -> streamed("error:drop"));
    assertTrue(streamed("error:event").endsWith("error"));
    assertTrue(streamed("error:failed").endsWith("response.failed"));
  }

  private void assertFails(Class<? extends OpenAIException> expected, String prompt) {
    assertThrows(expected, () -> client.responses().create(asking(prompt)));
  }

  private String streamed(String prompt) {
    var types = new ArrayList<String>();
    try (var stream = client.responses().createStreaming(asking(prompt))) {
      stream.stream()
          .forEach(
              event ->
                  types.add(
                      event.isFailed() ? "response.failed" : event.isError() ? "error" : "other"));
    }
    return String.join(" ", types);
  }

  private static ResponseCreateParams asking(String prompt) {
    return ResponseCreateParams.builder().model(ChatModel.GPT_4O).input(prompt).build();
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(part -> part.text())
        .collect(Collectors.joining());
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + provider.port() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .responseValidation(true)
        .timeout(Duration.ofSeconds(20))
        .build();
  }
}
