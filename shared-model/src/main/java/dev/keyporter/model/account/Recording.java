package dev.keyporter.model.account;

/** How much of an organization's requests is kept. */
public enum Recording {
  /** Rows, bodies and searchable text. */
  BODIES,
  /** Rows without bodies or text. */
  METADATA,
  /** Rows with what a bill needs and nothing about who asked what. */
  COUNTS
}
