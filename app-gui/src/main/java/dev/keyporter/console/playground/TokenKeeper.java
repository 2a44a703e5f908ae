package dev.keyporter.console.playground;

import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one token the playground has at a time. Tokens' texts are kept nowhere, so it cannot take one
 * that is there: it issues one of its own, and revokes it when it needs another or none.
 */
final class TokenKeeper {
  /** Its name, the same in every language, so that it is found in every list. */
  static final String NAME = "Playground";

  private static final Duration VALIDITY = Duration.ofDays(1);
  private static final Duration SPARE = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;
  private final TokenIssuer issuer;
  private @Nullable Kept kept;

  private record Kept(
      OrganizationId organization,
      @Nullable UserId user,
      AccessTokenId id,
      Instant expiresAt,
      Secret text) {}

  TokenKeeper(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.issuer = new TokenIssuer(database.accessTokens(), database.signingSecrets(), clock);
  }

  /**
   * A token that holds for a while yet; blocks.
   *
   * @param user the only one it holds for; null for all of the organization
   */
  synchronized Secret tokenFor(Organization organization, @Nullable User user) {
    UserId bound = user == null ? null : user.id();
    Kept old = kept;
    if (old != null
        && old.organization().equals(organization.id())
        && Objects.equals(old.user(), bound)
        && clock.instant().plus(SPARE).isBefore(old.expiresAt())) {
      return old.text();
    }
    IssuedToken issued = issuer.issue(organization, user, NAME, VALIDITY);
    var text = new Secret(issued.text());
    kept =
        new Kept(organization.id(), bound, issued.token().id(), issued.token().expiresAt(), text);
    if (old != null) {
      database.accessTokens().revoke(old.id());
    }
    return text;
  }

  /** Revokes the token, if there is one; blocks. */
  synchronized void revoke() {
    Kept old = kept;
    if (old != null) {
      kept = null;
      database.accessTokens().revoke(old.id());
    }
  }
}
