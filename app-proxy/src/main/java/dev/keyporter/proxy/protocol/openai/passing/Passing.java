package dev.keyporter.proxy.protocol.openai.passing;

import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.openai.OpenAiProtocol;
import java.util.List;
import java.util.Optional;

/** What else OpenAI's API has, and whatever comes next. */
public final class Passing extends OpenAiProtocol {
  @Override
  public List<Operation> operations() {
    return List.of(PassingOperation.values());
  }

  @Override
  public Optional<Operation> other(String method, String pathAndQuery) {
    return Optional.of(new OtherPath(method, pathAndQuery));
  }
}
