package dev.keyporter.proxy.endtoend;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingModel;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.testing.ProxyFixture;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java SDK through the proxy to the demo provider, every required field checked. */
class SdkTest {
  private static final String QUESTION = "What is the capital of France?";
  private static final String PARIS = "The capital of France is Paris.";

  @TempDir Path directory;
  private ProxyFixture proxy;
  private OpenAIClient client;

  @BeforeEach
  void start() {
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(URI.create(DemoProvider.BASE_URL), DemoProvider.KEY);
    client = Sdk.alice(proxy).build();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
  }

  @Test
  void createsRetrievesListsAndDeletesAResponse() {
    Response made = Sdk.ask(client, QUESTION);

    assertEquals(PARIS, Sdk.text(made));
    assertEquals(ResponseStatus.COMPLETED, made.status().orElseThrow());
    assertEquals(made, client.responses().retrieve(made.id()));
    var items = client.responses().inputItems().list(made.id());
    assertTrue(items.items().getFirst().isResponseInputMessageItem());
    client.responses().delete(made.id());
    assertThrows(NotFoundException.class, () -> client.responses().retrieve(made.id()));
  }

  @Test
  void streamsAResponseAndItsReplay() {
    var first = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(Sdk.asking(QUESTION))) {
      stream.stream().forEach(event -> first.accumulate(event).validate());
    }
    assertEquals(PARIS, Sdk.text(first.response()));
    var again = ResponseAccumulator.create();
    try (var replay = client.responses().retrieveStreaming(first.response().id())) {
      replay.stream().forEach(again::accumulate);
    }
    assertEquals(first.response(), again.response());
  }

  @Test
  void goesOnFromAnEarlierResponseInItsSession() {
    Response first = Sdk.ask(client, "My name is Ada.");
    Response second =
        client
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model(ChatModel.GPT_4O)
                    .input("And now?")
                    .previousResponseId(first.id())
                    .build());

    assertEquals(first.id(), second.previousResponseId().orElseThrow());
    List<RequestSummary> rows = proxy.requests();
    assertEquals(2, rows.size());
    assertEquals(rows.get(1).sessionId(), rows.get(0).sessionId());
  }

  @Test
  void completesAndStreamsAChat() {
    ChatCompletion whole = client.chat().completions().create(Sdk.chatting(QUESTION));
    assertEquals(PARIS, whole.choices().getFirst().message().content().orElseThrow());

    var accumulator = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(Sdk.chatting(QUESTION))) {
      stream.stream().forEach(chunk -> accumulator.accumulate(chunk).validate());
    }

    ChatCompletion streamed = accumulator.chatCompletion();
    assertEquals(PARIS, streamed.choices().getFirst().message().content().orElseThrow());
    assertTrue(streamed.usage().isEmpty(), "the usage was not asked for");
    RequestSummary row = proxy.finished();
    assertEquals(whole.usage().orElseThrow().totalTokens(), requireNonNull(row.usage()).total());
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
    assertTrue(client.models().list().data().stream().anyMatch(m -> m.id().equals("gpt-4o")));
    assertEquals("gpt-4o", client.models().retrieve("gpt-4o").id());
    assertThrows(NotFoundException.class, () -> client.models().retrieve("gpt-99"));
  }

  @Test
  void namesTheRequestAsTheRecordDoes() {
    try (var answer = client.responses().withRawResponse().create(Sdk.asking(QUESTION))) {
      Response response = answer.parse();
      RequestSummary row = proxy.finished();
      assertEquals(row.id().toString(), answer.requestId().orElseThrow());
      assertEquals(List.of(row.id().toString()), answer.headers().values("X-Request-ID"));
      assertEquals(
          List.of(requireNonNull(row.sessionId())), answer.headers().values("X-Session-ID"));
      assertEquals(
          List.of(requireNonNull(row.upstreamRequestId())),
          answer.headers().values("X-Upstream-Request-ID"));
      assertEquals(response.id(), row.responseId());
      assertEquals(RequestStatus.COMPLETED, row.status());
      assertEquals("alice", row.userName());
      assertEquals(
          response.usage().orElseThrow().totalTokens(), requireNonNull(row.usage()).total());
    }
  }
}
