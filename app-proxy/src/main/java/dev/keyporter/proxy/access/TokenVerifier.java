package dev.keyporter.proxy.access;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.SigningSecret;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.error.ProxyException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose a token is. A token's signature and its rows are looked at once; after that only its
 * time is, until something changes in the database.
 */
public final class TokenVerifier {
  private static final int REMEMBERED = 4_096;
  private static final String SCHEME = "bearer";

  private final Database database;
  private final Clock clock;
  private final ChangeCache<String, Verified> verified;
  private final ChangeCache<Signers, List<SigningSecret>> secrets;

  public TokenVerifier(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.verified = new ChangeCache<>(REMEMBERED, database.changes());
    this.secrets = new ChangeCache<>(1, database.changes());
  }

  private enum Signers {
    ALL
  }

  /**
   * A token that holds.
   *
   * @param boundUser the one user it holds for; null where the request says who calls
   */
  record Verified(AccessToken token, Organization organization, @Nullable User boundUser) {}

  /**
   * Reads the values of {@code Authorization}.
   *
   * @return empty where there is no token
   * @throws ProxyException with status 401 and a code that says why it does not hold
   */
  Optional<Verified> verify(List<String> authorization) {
    return tokenOf(authorization).map(this::verify);
  }

  private Verified verify(String text) {
    Verified found = verified.get(text, this::read);
    if (!clock.instant().isBefore(found.token().expiresAt())) {
      throw TokenErrors.expired();
    }
    return found;
  }

  /** Whether a text is a token of this database, whether or not it still holds. */
  boolean isOwn(String text) {
    // Not within: that they cannot be had says nothing of the text.
    List<SigningSecret> all = secrets();
    try {
      var _ = SignedToken.read(text, () -> all);
      return true;
    } catch (ProxyException _) {
      return false;
    }
  }

  /**
   * Whose token a request came with, whether or not it holds. Asks memory only, so that refusing
   * costs little, also while the database is gone.
   *
   * @return empty where there is no token, or its signature is not known to hold
   */
  public Optional<Bearer> bearer(List<String> authorization) {
    try {
      return tokenOf(authorization).flatMap(this::bearer);
    } catch (ProxyException _) {
      return Optional.empty();
    }
  }

  /** Whose token a text is; as {@link #bearer(List)}. */
  Optional<Bearer> bearer(String text) {
    try {
      Verified known = verified.kept(text);
      if (known != null) {
        return Optional.of(
            new Bearer(
                known.token().id(),
                known.organization().id(),
                known.organization().recording() == Recording.COUNTS));
      }
      List<SigningSecret> read = secrets.kept(Signers.ALL);
      TokenClaims claims = SignedToken.read(text, () -> read == null ? List.of() : read);
      return Optional.of(new Bearer(claims.id(), claims.organizationId(), false));
    } catch (ProxyException _) {
      return Optional.empty();
    }
  }

  private Verified read(String text) {
    TokenClaims claims = SignedToken.read(text, this::secrets);
    if (!clock.instant().isBefore(claims.expiresAt())) {
      throw TokenErrors.expired();
    }
    Organization organization =
        database
            .organizations()
            .find(claims.organizationId())
            .orElseThrow(TokenErrors::organizationDeleted);
    AccessToken token =
        database
            .accessTokens()
            .find(claims.id())
            .filter(row -> row.revokedAt() == null)
            .orElseThrow(TokenErrors::revoked);
    User boundUser =
        token.userId() == null
            ? null
            : database.users().find(token.userId()).orElseThrow(TokenErrors::revoked);
    return new Verified(token, organization, boundUser);
  }

  private List<SigningSecret> secrets() {
    return secrets.get(Signers.ALL, _ -> database.signingSecrets().all());
  }

  private static Optional<String> tokenOf(List<String> authorization) {
    if (authorization.size() > 1) {
      throw TokenErrors.malformed();
    }
    String value = authorization.isEmpty() ? "" : authorization.getFirst().strip();
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    if (!scheme.toLowerCase(Locale.ROOT).equals(SCHEME) || space < 0) {
      return Optional.empty();
    }
    return Optional.of(value.substring(space).strip());
  }
}
