package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;

/** What is said of tokens. */
final class TokenTexts {
  private static final Texts TEXTS = Texts.of(TokenTexts.class);

  private TokenTexts() {}

  static CellLook state(TokenLine line) {
    return switch (line.state()) {
      case ACTIVE -> new CellLook(TEXTS.text("state.active"), "fth-check-circle", Tone.GOOD);
      case ENDING ->
          new CellLook(TEXTS.text("state.ending", line.daysLeft()), "fth-clock", Tone.CAUTION);
      case EXPIRED -> new CellLook(TEXTS.text("state.expired"), "fth-slash", Tone.QUIET);
      case REVOKED ->
          line.misuse() == null
              ? new CellLook(TEXTS.text("state.revoked"), "fth-slash", Tone.QUIET)
              : new CellLook(TEXTS.text("state.misused"), "fth-alert-triangle", Tone.CAUTION);
    };
  }
}
