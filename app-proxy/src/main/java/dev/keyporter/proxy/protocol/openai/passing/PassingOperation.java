package dev.keyporter.proxy.protocol.openai.passing;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What passes. */
enum PassingOperation implements Operation {
  LIST_MODELS("models.list", "/models"),
  RETRIEVE_MODEL("models.retrieve", "/models/{+id}");

  private final String label;
  private final String path;

  PassingOperation(String label, String path) {
    this.label = label;
    this.path = path;
  }

  @Override
  public Route route() {
    return new Route(label, false);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint("GET", path);
  }

  @Override
  public List<Reference> made(AnswerFacts answer) {
    return List.of();
  }

  @Override
  public boolean namesModel() {
    return false;
  }

  @Override
  public Optional<ProviderReference.Kind> kindInPath() {
    return Optional.empty();
  }

  @Override
  public RequestFacts readRequest(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return RequestFacts.NONE;
  }

  @Override
  public AnswerFacts readAnswer(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return JsonAnswerReader.OF_ERRORS.read(status, body, contentEncoding, memory);
  }

  @Override
  public boolean isOfModel() {
    return this == RETRIEVE_MODEL;
  }

  @Override
  public boolean listsModels() {
    return this == LIST_MODELS;
  }

  @Override
  public byte[] withModels(byte[] body, Predicate<String> isShown) {
    return ModelList.with(body, isShown);
  }

  @Override
  public StreamReader streamReader() {
    return new AnyStreamReader();
  }
}
