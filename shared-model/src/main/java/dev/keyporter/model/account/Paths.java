package dev.keyporter.model.account;

/** Which of a provider's paths an organization may use. */
public enum Paths {
  /** Every path under {@code /v1}. */
  ALL,
  /** Only those that ask a model, count its tokens, or read what it answered. */
  INFERENCE
}
