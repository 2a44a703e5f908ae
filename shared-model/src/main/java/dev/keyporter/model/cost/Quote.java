package dev.keyporter.model.cost;

/** What a table of prices has for a request. */
public sealed interface Quote {
  /** How far the price is this very model's. */
  enum Basis {
    /** It is listed for the model. */
    LISTED,
    /** It is listed for all snapshots of the model, before there was this one. */
    NEWER_SNAPSHOT,
    /** Only the user has set a price for a model of this name. */
    OWN
  }

  record Priced(Rates rates, Basis basis) implements Quote {}

  /**
   * There is no price: the request is unpriced, not free.
   *
   * @param reason what has none: model, tier, length or time
   */
  record Unpriced(CostReason reason) implements Quote {}
}
