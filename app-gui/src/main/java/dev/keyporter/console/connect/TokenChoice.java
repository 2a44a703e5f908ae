package dev.keyporter.console.connect;

import dev.keyporter.model.access.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * A token that can be used.
 *
 * @param user the name of the one user it is bound to; null where a header says who calls
 */
record TokenChoice(AccessToken token, @Nullable String user) {
  /** As it is listed. */
  String title() {
    return user == null ? token.name() : token.name() + "  ·  " + user;
  }
}
