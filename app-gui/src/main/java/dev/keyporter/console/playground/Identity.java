package dev.keyporter.console.playground;

import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import java.util.Optional;
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

  /** A user of an organization; empty while either is not said. */
  static Optional<Identity> asUser(@Nullable Organization organization, String user) {
    return organization == null || user.isEmpty()
        ? Optional.empty()
        : Optional.of(new AsUser(organization, user));
  }

  /**
   * Whoever a token belongs to; empty where it is none.
   *
   * @param user empty where the token says it
   */
  static Optional<Identity> withToken(String token, String user) {
    try {
      return Optional.of(new WithToken(new Secret(token), user.isEmpty() ? null : user));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Who it is, in short; empty where only the token knows. */
  default String name() {
    return switch (this) {
      case AsUser(Organization _, String user) -> user;
      case WithToken(Secret _, String user) -> user == null ? "" : user;
    };
  }
}
