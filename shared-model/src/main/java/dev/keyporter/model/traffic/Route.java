package dev.keyporter.model.traffic;

/** The forwarded routes, by the names they are recorded under. */
public enum Route {
  CREATE_RESPONSE("responses.create"),
  RETRIEVE_RESPONSE("responses.retrieve"),
  DELETE_RESPONSE("responses.delete"),
  CANCEL_RESPONSE("responses.cancel"),
  LIST_INPUT_ITEMS("responses.input_items"),
  COUNT_INPUT_TOKENS("responses.input_tokens"),
  COMPACT_RESPONSE("responses.compact"),
  CREATE_CHAT_COMPLETION("chat.completions"),
  CREATE_EMBEDDING("embeddings"),
  LIST_MODELS("models.list"),
  RETRIEVE_MODEL("models.retrieve");

  private final String label;

  Route(String label) {
    this.label = label;
  }

  /** The name used in the database, on the command line and in exports. */
  public String label() {
    return label;
  }

  /** Whether an answer on this route is work the provider charges for. */
  public boolean charged() {
    return switch (this) {
      case CREATE_RESPONSE, COMPACT_RESPONSE, CREATE_CHAT_COMPLETION, CREATE_EMBEDDING -> true;
      case RETRIEVE_RESPONSE,
          DELETE_RESPONSE,
          CANCEL_RESPONSE,
          LIST_INPUT_ITEMS,
          COUNT_INPUT_TOKENS,
          LIST_MODELS,
          RETRIEVE_MODEL ->
          false;
    };
  }
}
