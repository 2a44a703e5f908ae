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
}
