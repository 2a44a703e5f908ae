package dev.keyporter.proxy.testing;

import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.registry.Protocols;

/** The operations that are read, for tests of how they are. */
public final class Operations {
  public static final Operation CREATE_RESPONSE = of("responses.create");
  public static final Operation RETRIEVE_RESPONSE = of("responses.retrieve");
  public static final Operation DELETE_RESPONSE = of("responses.delete");
  public static final Operation CANCEL_RESPONSE = of("responses.cancel");
  public static final Operation LIST_INPUT_ITEMS = of("responses.input_items");
  public static final Operation COUNT_INPUT_TOKENS = of("responses.input_tokens");
  public static final Operation COMPACT_RESPONSE = of("responses.compact");
  public static final Operation CREATE_CHAT_COMPLETION = of("chat.completions");
  public static final Operation CREATE_EMBEDDING = of("embeddings");
  public static final Operation LIST_MODELS = of("models.list");
  public static final Operation RETRIEVE_MODEL = of("models.retrieve");

  public static final Operation CREATE_MESSAGE = of("anthropic.messages");
  public static final Operation COUNT_MESSAGE_TOKENS = of("anthropic.messages.count_tokens");

  private Operations() {}

  private static Operation of(String label) {
    return Protocols.operation(label).orElseThrow();
  }
}
