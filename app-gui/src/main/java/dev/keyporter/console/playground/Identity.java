package dev.keyporter.console.playground;

import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import org.jspecify.annotations.Nullable;

/** As whom one asks. */
sealed interface Identity {
  /** A user of an organization, with a token of the playground's own. */
  record AsUser(Organization organization, String user) implements Identity {}

  /**
   * With a token that was pasted in.
   *
   * @param user sent along; null where the token says it
   */
  record WithToken(Secret token, @Nullable String user) implements Identity {}

  /** Who it is, in short; empty where only the token knows. */
  default String name() {
    return switch (this) {
      case AsUser(Organization _, String user) -> user;
      case WithToken(Secret _, String user) -> user == null ? "" : user;
    };
  }
}
