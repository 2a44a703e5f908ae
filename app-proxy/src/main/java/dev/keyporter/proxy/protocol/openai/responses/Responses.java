package dev.keyporter.proxy.protocol.openai.responses;

import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.openai.OpenAiProtocol;
import java.util.List;
import java.util.Optional;

/** OpenAI's Responses API. */
public final class Responses extends OpenAiProtocol {
  @Override
  public List<Operation> operations() {
    return List.of(ResponsesOperation.values());
  }

  @Override
  public Optional<Operation> socketOperation() {
    return Optional.of(ResponsesOperation.CREATE);
  }
}
