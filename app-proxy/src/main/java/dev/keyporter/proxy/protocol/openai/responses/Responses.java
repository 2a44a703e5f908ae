package dev.keyporter.proxy.protocol.openai.responses;

import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.openai.OpenAiProtocol;
import java.util.List;

/** OpenAI's Responses API. */
public final class Responses extends OpenAiProtocol {
  @Override
  public List<Operation> operations() {
    return List.of(ResponsesOperation.values());
  }
}
