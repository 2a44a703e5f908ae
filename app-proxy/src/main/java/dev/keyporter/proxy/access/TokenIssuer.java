package dev.keyporter.proxy.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.keyporter.db.access.AccessTokens;
import dev.keyporter.db.access.SigningSecret;
import dev.keyporter.db.access.SigningSecrets;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Issues signed access tokens. */
public final class TokenIssuer {
  private final AccessTokens tokens;
  private final SigningSecrets secrets;
  private final Clock clock;

  public TokenIssuer(AccessTokens tokens, SigningSecrets secrets, Clock clock) {
    this.tokens = tokens;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Makes a token and records that it exists, but not its text.
   *
   * @param boundUser the one user it holds for; null where {@code X-User-ID} says who calls
   * @param validity how long it holds, above zero
   */
  public IssuedToken issue(
      Organization organization, @Nullable User boundUser, String name, Duration validity) {
    SigningSecret secret = secrets.current();
    AccessToken token =
        tokens.create(
            organization.id(),
            boundUser == null ? null : boundUser.id(),
            name,
            clock.instant().plus(validity));
    JWTCreator.Builder claims =
        JWT.create()
            .withKeyId(secret.id().toString())
            .withSubject(organization.id().toString())
            .withClaim("org_name", organization.name())
            .withJWTId(token.id().toString())
            .withIssuedAt(token.createdAt())
            .withExpiresAt(token.expiresAt());
    if (boundUser != null) {
      claims.withClaim("user_id", boundUser.name());
    }
    return new IssuedToken(token, claims.sign(Algorithm.HMAC256(secret.reveal())));
  }
}
