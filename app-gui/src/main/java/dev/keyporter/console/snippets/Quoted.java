package dev.keyporter.console.snippets;

/** Texts as they stand, quoted and escaped, in programs, files and shells. */
public final class Quoted {
  private Quoted() {}

  /** In double quotes as in JSON, which Python, JavaScript, Java, TOML and YAML read alike. */
  public static String text(String text) {
    return Literals.text(text);
  }

  /** For a POSIX shell: nothing inside is expanded. */
  public static String posix(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The same, without quotes where none are needed. */
  static String posixWord(String text) {
    return text.matches("[\\w./:-]+") ? text : posix(text);
  }

  /** For PowerShell: nothing inside is expanded. */
  public static String powerShell(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
