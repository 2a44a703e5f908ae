package dev.keyporter.proxy.access;

import dev.keyporter.proxy.error.ProxyException;
import io.helidon.common.uri.UriEncoding;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds tokens of this database where none belongs: in the URL, and in headers other than {@code
 * Authorization}. Tools put one wherever their provider wants its key, {@code x-api-key} say; from
 * there it would reach the provider. Whether a token still holds does not matter.
 */
public final class StrayTokens {
  /** How every token begins: a JSON object in base64. */
  public static final String START = "eyJ";

  /**
   * What looks like a signed token, this proxy's or another one's.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515, 3.1</a>
   */
  public static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{20,}+");

  private final TokenVerifier verifier;

  public StrayTokens(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Whether a token of this database stands somewhere in the text.
   *
   * @throws ProxyException with status 503 where the database cannot tell
   */
  public boolean isIn(String text) {
    return candidates(text).anyMatch(verifier::isOwn);
  }

  /**
   * Does nothing where no token of this database stands in a path and query as they came.
   *
   * @throws ProxyException with status 400 where one does, or 503 as above
   */
  public void refuseInUrl(String url) {
    if (isIn(UriEncoding.decodeUri(url))) {
      throw TokenErrors.inUrl();
    }
  }

  /** Whose token stands in a path and query as they came; asks memory only. */
  public Optional<Bearer> bearerInUrl(String url) {
    return candidates(UriEncoding.decodeUri(url))
        .flatMap(candidate -> verifier.bearer(candidate).stream())
        .findFirst();
  }

  private static Stream<String> candidates(String text) {
    return text.contains(START)
        ? TOKEN.matcher(text).results().map(MatchResult::group)
        : Stream.empty();
  }
}
