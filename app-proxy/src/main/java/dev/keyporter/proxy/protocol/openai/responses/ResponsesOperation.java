package dev.keyporter.proxy.protocol.openai.responses;

import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.openai.JsonAnswerReader;
import dev.keyporter.proxy.protocol.openai.RequestReader;
import dev.keyporter.proxy.protocol.openai.RequestReader.ModelRule;
import dev.keyporter.proxy.protocol.openai.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the Responses API can be asked for. */
enum ResponsesOperation implements Operation {
  CREATE("create", true, "POST", ""),
  COUNT_INPUT_TOKENS("input_tokens", false, "POST", "/input_tokens"),
  COMPACT("compact", true, "POST", "/compact"),
  RETRIEVE("retrieve", false, "GET", "/{id}"),
  LIST_INPUT_ITEMS("input_items", false, "GET", "/{id}/input_items"),
  CANCEL("cancel", false, "POST", "/{id}/cancel"),
  DELETE("delete", false, "DELETE", "/{id}");

  private static final JsonAnswerReader RESPONSES =
      new JsonAnswerReader(
          Set.of("output"),
          (_, parser, json, from, text, tools) ->
              new OutputItems(json, from, text, tools, ToolUse.Seen.WHOLE).read(parser));

  private final String name;
  private final boolean charged;
  private final String method;
  private final String path;

  ResponsesOperation(String name, boolean charged, String method, String path) {
    this.name = name;
    this.charged = charged;
    this.method = method;
    this.path = path;
  }

  @Override
  public Route route() {
    return new Route("responses." + name, charged);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(method, "/responses" + path);
  }

  @Override
  public List<Reference> made(AnswerFacts answer) {
    if (!charged) {
      return List.of();
    }
    var made = new ArrayList<Reference>(2);
    if (answer.responseId() != null) {
      made.add(new Reference(Kind.RESPONSE, answer.responseId()));
    }
    if (answer.conversationId() != null) {
      made.add(new Reference(Kind.CONVERSATION, answer.conversationId()));
    }
    return made;
  }

  @Override
  public boolean namesModel() {
    return this != COMPACT;
  }

  @Override
  public Optional<Kind> kindInPath() {
    return endpoint().namesId() ? Optional.of(Kind.RESPONSE) : Optional.empty();
  }

  @Override
  public RequestFacts readRequest(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return switch (this) {
      case CREATE -> read(ModelRule.NEEDED_WITHOUT_PROMPT, body, contentEncoding, memory);
      case COMPACT -> read(ModelRule.NEEDED, body, contentEncoding, memory);
      case COUNT_INPUT_TOKENS -> read(ModelRule.OPTIONAL, body, contentEncoding, memory);
      case RETRIEVE, LIST_INPUT_ITEMS, CANCEL, DELETE -> RequestFacts.NONE;
    };
  }

  private static RequestFacts read(
      ModelRule rule, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return new RequestReader(rule, true).read(body, contentEncoding, memory);
  }

  @Override
  public AnswerFacts readAnswer(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    JsonAnswerReader reader =
        switch (this) {
          case CREATE, COMPACT, RETRIEVE, CANCEL, DELETE -> RESPONSES;
          case COUNT_INPUT_TOKENS, LIST_INPUT_ITEMS -> JsonAnswerReader.OF_ERRORS;
        };
    return reader.read(status, body, contentEncoding, memory);
  }

  @Override
  public StreamReader streamReader() {
    return new ResponsesStreamReader();
  }
}
