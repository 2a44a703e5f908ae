package dev.keyporter.console.overview.firstrun;

/** The steps to the first answered request, in their order. */
public enum Step {
  ORGANIZATION,
  KEY,
  TOKEN,
  REQUEST
}
