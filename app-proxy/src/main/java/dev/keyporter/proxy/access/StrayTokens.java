package dev.keyporter.proxy.access;

import dev.keyporter.db.Database;
import dev.keyporter.proxy.error.ProxyException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds tokens of this database where none belongs: in the URL, and in headers other than {@code
 * Authorization}. Tools put one wherever their provider wants its key, {@code x-api-key} say; from
 * there it would reach the provider. Whether a token still holds does not matter.
 */
public final class StrayTokens {
  /** How every token begins: a JSON object in base64. */
  private static final String START = "eyJ";

  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{20,}+");

  private final Database database;

  public StrayTokens(Database database) {
    this.database = database;
  }

  /** Whether a token of this database stands somewhere in the text. */
  public boolean isIn(String text) {
    if (!text.contains(START)) {
      return false;
    }
    Matcher candidates = TOKEN.matcher(text);
    while (candidates.find()) {
      if (isOwn(candidates.group())) {
        return true;
      }
    }
    return false;
  }

  private boolean isOwn(String candidate) {
    try {
      var _ = SignedToken.read(candidate, database.signingSecrets()::all);
      return true;
    } catch (ProxyException _) {
      return false;
    }
  }
}
