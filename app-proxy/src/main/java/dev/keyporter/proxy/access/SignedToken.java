package dev.keyporter.proxy.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.keyporter.db.access.SigningSecret;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token's text. Whatever its header asks for, only HMAC with SHA-256 (HS256) holds: a token
 * that could choose its own algorithm could choose none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725, 3.1</a>
 */
final class SignedToken {
  private static final String ALGORITHM = "HS256";
  // Ours have about 400 characters; the longest organization and user names add some 2,000.
  private static final int MAX_LENGTH = 8_192;

  private SignedToken() {}

  /**
   * What the token says, once its signature is shown to be made with one of the secrets. Does not
   * ask whether it expired.
   *
   * @param secrets asked for only once everything else about the token holds
   */
  static TokenClaims read(String text, Supplier<List<SigningSecret>> secrets) {
    if (text.startsWith("sk-")) {
      throw TokenErrors.providerKey();
    }
    DecodedJWT token = decode(text);
    if (token.getSignature().isEmpty() || "none".equalsIgnoreCase(token.getAlgorithm())) {
      throw TokenErrors.unsigned();
    }
    if (!ALGORITHM.equals(token.getAlgorithm())
        || !isCanonical(token.getSignature())
        || secrets.get().stream().noneMatch(secret -> isSignedWith(secret, token))) {
      throw TokenErrors.wronglySigned();
    }
    Instant expiresAt = token.getExpiresAtAsInstant();
    if (expiresAt == null) {
      throw TokenErrors.malformed();
    }
    return new TokenClaims(
        new AccessTokenId(uuid(token.getId())),
        new OrganizationId(uuid(token.getSubject())),
        expiresAt);
  }

  private static DecodedJWT decode(String text) {
    if (text.length() > MAX_LENGTH) {
      throw TokenErrors.malformed();
    }
    try {
      return JWT.decode(text);
    } catch (JWTDecodeException _) {
      throw TokenErrors.malformed();
    }
  }

  private static boolean isSignedWith(SigningSecret secret, DecodedJWT token) {
    try {
      Algorithm.HMAC256(secret.reveal()).verify(token);
      return true;
    } catch (SignatureVerificationException _) {
      return false;
    }
  }

  /**
   * The last character of a signature has two bits that mean nothing: without this, a token with
   * another character there would hold, too.
   */
  private static boolean isCanonical(String signature) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(signature);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static UUID uuid(@Nullable String text) {
    if (text == null) {
      throw TokenErrors.malformed();
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw TokenErrors.malformed();
    }
  }
}
