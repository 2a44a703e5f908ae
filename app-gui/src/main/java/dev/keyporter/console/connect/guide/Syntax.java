package dev.keyporter.console.connect.guide;

/** What a text is written in. */
public enum Syntax {
  SHELL,
  POWERSHELL,
  PYTHON,
  JAVASCRIPT,
  JAVA,
  TOML,
  YAML,
  JSON,
  XML,
  PLAIN;

  /** That of the shell people have there. */
  static Syntax shellOf(Os os) {
    return os == Os.WINDOWS ? POWERSHELL : SHELL;
  }
}
