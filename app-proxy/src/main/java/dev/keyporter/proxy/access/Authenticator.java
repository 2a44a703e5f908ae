package dev.keyporter.proxy.access;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.proxy.access.TokenVerifier.Verified;
import dev.keyporter.proxy.error.ProxyError.Forbidden;
import dev.keyporter.proxy.error.ProxyError.UserMissing;
import dev.keyporter.proxy.error.ProxyException;
import org.jspecify.annotations.Nullable;

/** Tells who sent a request. A user seen for the first time is made. */
public final class Authenticator {
  private static final int REMEMBERED = 16_384;

  private final TokenVerifier verifier;
  private final StrayTokens strayTokens;
  private final Database database;
  private final ChangeCache<Name, User> users;

  public Authenticator(TokenVerifier verifier, StrayTokens strayTokens, Database database) {
    this.verifier = verifier;
    this.strayTokens = strayTokens;
    this.database = database;
    this.users = new ChangeCache<>(REMEMBERED, database.changes());
  }

  private record Name(OrganizationId organization, String user) {}

  /**
   * Reads the headers that say who calls.
   *
   * @throws ProxyException with status 400, 401, 403, 422 or 503
   */
  public Caller authenticate(CallerHeaders headers) {
    Verified verified =
        verifier.verify(headers.authorization()).orElseThrow(() -> withoutToken(headers.url()));
    String name = HeaderText.userName(headers.userId());
    String session = HeaderText.sessionId(headers.sessionId());
    User user = user(verified, name);
    if (user.state() != UserState.ACTIVE) {
      throw new ProxyException(
          new Forbidden(
              "user_disabled",
              "This user is disabled or deleted. Ask whoever looks after this Keyporter to enable"
                  + " the user, or call as another one."));
    }
    return new Caller(verified.organization(), user, verified.token(), session);
  }

  private ProxyException withoutToken(String url) {
    strayTokens.refuseInUrl(url);
    return TokenErrors.missing(url);
  }

  private User user(Verified verified, @Nullable String name) {
    User bound = verified.boundUser();
    if (bound != null) {
      if (name != null && !name.equals(bound.name())) {
        throw new ProxyException(
            new Forbidden(
                "user_mismatch",
                "The token is bound to another user than X-User-ID names. Leave the header out, or"
                    + " use a token that is bound to nobody."));
      }
      return bound;
    }
    if (name == null) {
      throw new ProxyException(new UserMissing());
    }
    return users.get(
        new Name(verified.organization().id(), name),
        first -> database.users().firstSight(first.organization(), first.user()));
  }
}
