package dev.keyporter.proxy.protocol.anthropic;

import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.protocol.StreamReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked for. */
enum MessagesOperation implements Operation {
  CREATE("messages", "POST", "/messages"),
  COUNT_TOKENS("messages.count_tokens", "POST", "/messages/count_tokens"),
  LIST_MODELS("models.list", "GET", "/models"),
  RETRIEVE_MODEL("models.retrieve", "GET", "/models/{+id}");

  private final String name;
  private final String method;
  private final String path;

  MessagesOperation(String name, String method, String path) {
    this.name = name;
    this.method = method;
    this.path = path;
  }

  @Override
  public Route route() {
    return new Route("anthropic." + name, this == CREATE);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(method, "/v1" + path);
  }

  /** A message can be rated by its id. */
  @Override
  public List<Reference> made(AnswerFacts answer) {
    return this == CREATE && answer.responseId() != null
        ? List.of(new Reference(ProviderReference.Kind.RESPONSE, answer.responseId()))
        : List.of();
  }

  @Override
  public boolean namesModel() {
    return this == CREATE;
  }

  @Override
  public Optional<ProviderReference.Kind> kindInPath() {
    return Optional.empty();
  }

  @Override
  public RequestFacts readRequest(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return switch (this) {
      case CREATE, COUNT_TOKENS -> new MessagesRequestReader().read(body, contentEncoding, memory);
      case LIST_MODELS, RETRIEVE_MODEL -> RequestFacts.NONE;
    };
  }

  @Override
  public AnswerFacts readAnswer(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return MessageAnswers.read(body, contentEncoding, this == CREATE && status < 400, memory);
  }

  @Override
  public StreamReader streamReader() {
    return new MessagesStreamReader();
  }
}
