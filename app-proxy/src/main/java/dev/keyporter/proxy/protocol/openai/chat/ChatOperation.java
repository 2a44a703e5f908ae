package dev.keyporter.proxy.protocol.openai.chat;

import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.protocol.Rewrite;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.openai.JsonAnswerReader;
import dev.keyporter.proxy.protocol.openai.RequestReader;
import dev.keyporter.proxy.protocol.openai.RequestReader.ModelRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What chat completions can be asked for. */
enum ChatOperation implements Operation {
  CREATE;

  private static final Route ROUTE = new Route("chat.completions", true);
  private static final Endpoint ENDPOINT = new Endpoint("POST", "/chat/completions");
  private static final JsonAnswerReader ANSWERS =
      new JsonAnswerReader(
          Set.of("choices"),
          (_, parser, json, from, text, tools) ->
              new ChatChoices(json, from, text, tools).read(parser));

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
    return answer.responseId() == null
        ? List.of()
        : List.of(new Reference(Kind.RESPONSE, answer.responseId()));
  }

  @Override
  public boolean namesModel() {
    return true;
  }

  @Override
  public Optional<Kind> kindInPath() {
    return Optional.empty();
  }

  @Override
  public RequestFacts readRequest(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return new RequestReader(ModelRule.NEEDED, false).read(body, contentEncoding, memory);
  }

  /** Asks a stream for its usage, where the client says neither yes nor no. */
  @Override
  public Rewrite rewrite(byte[] body, RequestFacts facts, Organization organization) {
    return facts.stream() && facts.includeUsage() == null && organization.includeStreamUsage()
        ? StreamUsage.in(body)
        : Rewrite.NOTHING;
  }

  @Override
  public AnswerFacts readAnswer(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return ANSWERS.read(status, body, contentEncoding, memory);
  }

  @Override
  public StreamReader streamReader() {
    return new ChatStreamReader();
  }
}
