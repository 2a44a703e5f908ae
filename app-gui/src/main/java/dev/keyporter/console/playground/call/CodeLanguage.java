package dev.keyporter.console.playground.call;

/** The languages a call can be shown in. */
public enum CodeLanguage {
  CURL("curl", "bash"),
  PYTHON("Python", "python"),
  JAVA("Java", "java"),
  JAVASCRIPT("JavaScript", "javascript");

  private final String title;
  private final String colours;

  CodeLanguage(String title, String colours) {
    this.title = title;
    this.colours = colours;
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** As a fenced block of Markdown calls it. */
  public String colours() {
    return colours;
  }
}
