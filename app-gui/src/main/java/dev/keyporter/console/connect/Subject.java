package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.model.account.Organization;
import org.jspecify.annotations.Nullable;

/**
 * A tool and the token it is to use. Prints nothing of the token.
 *
 * @param organization null while there is none
 * @param token the chosen one; null while there is none
 * @param tokenText its text, where it was issued in this window
 * @param isOpen whether there are several organizations or tokens, and nobody chose yet
 */
record Subject(
    Tool tool,
    @Nullable Organization organization,
    @Nullable TokenChoice token,
    @Nullable String tokenText,
    boolean isOpen) {
  /** Whether the token does not say who calls. */
  boolean needsUser() {
    return token != null && token.user() == null;
  }

  @Override
  public String toString() {
    return "Subject[" + tool + "]";
  }
}
