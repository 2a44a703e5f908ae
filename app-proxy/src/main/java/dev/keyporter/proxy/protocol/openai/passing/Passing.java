package dev.keyporter.proxy.protocol.openai.passing;

import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.openai.OpenAiProtocol;
import java.util.List;

/** What else OpenAI's API has: passed on, and not read. */
public final class Passing extends OpenAiProtocol {
  @Override
  public List<Operation> operations() {
    return List.of(PassingOperation.values());
  }
}
