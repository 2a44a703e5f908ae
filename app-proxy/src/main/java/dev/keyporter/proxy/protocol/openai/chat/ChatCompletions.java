package dev.keyporter.proxy.protocol.openai.chat;

import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.openai.OpenAiProtocol;
import java.util.List;

/** OpenAI's chat completions. */
public final class ChatCompletions extends OpenAiProtocol {
  @Override
  public List<Operation> operations() {
    return List.of(ChatOperation.values());
  }
}
