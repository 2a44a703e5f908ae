package dev.keyporter.proxy.header;

/**
 * What characters a message's parts may hold. Plain loops: each header of each request and answer
 * passes here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110, 5</a>
 */
public final class Grammar {
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private Grammar() {}

  /** Whether it is a token, as methods and header names are. */
  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether it is free of control characters, tabs excepted. */
  public static boolean isFieldValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is ASCII without spaces and control characters. */
  public static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether all characters are octets. */
  public static boolean isOctets(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is ASCII, control characters included. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_SIGNS.indexOf(c) >= 0;
  }
}
