package dev.keyporter.proxy.protocol.openai.embeddings;

import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.openai.AnyStreamReader;
import dev.keyporter.proxy.protocol.openai.JsonAnswerReader;
import dev.keyporter.proxy.protocol.openai.OpenAiProtocol;
import dev.keyporter.proxy.protocol.openai.RequestReader;
import dev.keyporter.proxy.protocol.openai.RequestReader.ModelRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenAI's embeddings. */
public final class Embeddings extends OpenAiProtocol {
  @Override
  public List<Operation> operations() {
    return List.of(EmbeddingsOperation.values());
  }

  private enum EmbeddingsOperation implements Operation {
    CREATE;

    private static final Route ROUTE = new Route("embeddings", true);
    private static final Endpoint ENDPOINT = new Endpoint("POST", "/embeddings");

    @Override
    public Route route() {
      return ROUTE;
    }

    @Override
    public Endpoint endpoint() {
      return ENDPOINT;
    }

    @Override
    public List<Reference> made(AnswerFacts answer) {
      return List.of();
    }

    @Override
    public boolean namesModel() {
      return true;
    }

    @Override
    public Optional<ProviderReference.Kind> kindInPath() {
      return Optional.empty();
    }

    @Override
    public RequestFacts readRequest(
        byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
      return new RequestReader(ModelRule.NEEDED, false).read(body, contentEncoding, memory);
    }

    @Override
    public AnswerFacts readAnswer(
        int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
      return JsonAnswerReader.WITHOUT_CONTENT.read(status, body, contentEncoding, memory);
    }

    @Override
    public StreamReader streamReader() {
      return new AnyStreamReader();
    }
  }
}
