package dev.keyporter.proxy.protocol.registry;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.anthropic.Messages;
import dev.keyporter.proxy.protocol.openai.chat.ChatCompletions;
import dev.keyporter.proxy.protocol.openai.embeddings.Embeddings;
import dev.keyporter.proxy.protocol.openai.passing.Passing;
import dev.keyporter.proxy.protocol.openai.responses.Responses;
import java.util.List;
import java.util.Optional;

/** Every protocol there is: a new one is a package of its own, and a line here. */
public final class Protocols {
  /** In the order in which their routes are matched. */
  public static final List<Protocol> ALL =
      List.of(
          new Responses(), new ChatCompletions(), new Embeddings(), new Passing(), new Messages());

  private Protocols() {}

  /** The protocol whose clients call a path; OpenAI's where it is nobody's. */
  public static Protocol at(String path) {
    return ALL.stream()
        .filter(protocol -> path.startsWith(protocol.prefix() + "/"))
        .findFirst()
        .orElseGet(ALL::getFirst);
  }

  /** A protocol that the key's provider speaks. */
  public static Protocol of(ProviderKey key) {
    return ALL.stream()
        .filter(protocol -> protocol.provider() == key.provider())
        .findFirst()
        .orElseThrow();
  }

  /** The operation that is recorded under a label; empty where it is not known any more. */
  public static Optional<Operation> operation(String label) {
    return ALL.stream()
        .flatMap(protocol -> protocol.operations().stream())
        .filter(operation -> operation.route().label().equals(label))
        .findFirst();
  }
}
