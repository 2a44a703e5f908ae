package dev.keyporter.console.users;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.model.account.UserState;

/** What is said of users. */
final class UserTexts {
  private static final Texts TEXTS = Texts.of(UserTexts.class);

  private UserTexts() {}

  /** Whether requests are served. */
  static CellLook state(UserState state) {
    return switch (state) {
      case ACTIVE -> new CellLook(TEXTS.text("state.active"), "fth-check-circle", Tone.GOOD);
      case DISABLED, DELETED -> new CellLook(TEXTS.text("state.disabled"), "fth-slash", Tone.QUIET);
    };
  }
}
