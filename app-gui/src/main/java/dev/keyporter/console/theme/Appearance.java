package dev.keyporter.console.theme;

/** What the user wants to look at. */
public enum Appearance {
  /** Light or dark as the system is. */
  SYSTEM,
  LIGHT,
  DARK
}
