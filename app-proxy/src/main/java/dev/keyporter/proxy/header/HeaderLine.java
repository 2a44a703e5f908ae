package dev.keyporter.proxy.header;

/**
 * One header as it stands in a message: name in its own case, value without the white space around
 * it. Octets are chars (ISO 8859-1), so that every value passes unchanged.
 */
public record HeaderLine(String name, String value) {
  /** Whether this header has that name, in whatever case. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /**
   * Whether HTTP knows such a header at all: its name is a token, and its value is free of control
   * characters.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110, 5</a>
   */
  public boolean isWellFormed() {
    return Grammar.isToken(name) && Grammar.isFieldValue(value);
  }

  /** The name alone: a value may be a secret. */
  @Override
  public String toString() {
    return name;
  }
}
