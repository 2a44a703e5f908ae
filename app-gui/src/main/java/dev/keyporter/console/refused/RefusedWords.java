package dev.keyporter.console.refused;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.db.refusal.Refusals;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusedRequests;
import java.util.MissingResourceException;
import java.util.Objects;

/** What is said of refused requests. */
final class RefusedWords {
  private static final Texts TEXTS = Texts.of(RefusedWords.class);

  private RefusedWords() {}

  /** Why, in plain words; the code of an error that has none. */
  static String cause(String code) {
    try {
      return TEXTS.text("cause." + code);
    } catch (MissingResourceException _) {
      return code;
    }
  }

  static CellLook cause(RefusedRequests line) {
    String words = cause(line.group().cause());
    return isRevoked(line)
        ? new CellLook(words, "fth-alert-triangle", Tone.CAUTION)
        : new CellLook(words, "fth-slash", null);
  }

  static boolean isRevoked(RefusedRequests line) {
    return line.group().cause().equals(Refusals.REVOKED);
  }

  /** The token's name, its id where the token was erased, a dash where there is none. */
  static String token(RefusedRequests line) {
    return line.group().tokenId() == null
        ? "–"
        : Objects.requireNonNullElse(line.tokenName(), line.group().tokenId().toString());
  }

  static String organization(RefusedRequests line) {
    return Objects.requireNonNullElse(line.organizationName(), "–");
  }

  static String address(RefusedRequests line) {
    return shown(line.group().address());
  }

  static String program(RefusedRequests line) {
    return shown(line.group().program());
  }

  private static String shown(String text) {
    return switch (text) {
      case "" -> "–";
      case RefusalGroup.OTHERS -> TEXTS.text("others");
      default -> text;
    };
  }
}
