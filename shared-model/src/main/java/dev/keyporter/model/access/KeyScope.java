package dev.keyporter.model.access;

import dev.keyporter.model.account.UserId;
import java.util.Optional;

/** Whom a key serves: everybody in its organization, or one user. */
public sealed interface KeyScope {
  /** Everybody in the organization. */
  record Shared() implements KeyScope {}

  /** One user, before any shared key. */
  record Personal(UserId userId) implements KeyScope {}

  /** The one user a personal key serves. */
  default Optional<UserId> user() {
    return switch (this) {
      case Shared _ -> Optional.empty();
      case Personal(UserId userId) -> Optional.of(userId);
    };
  }
}
