package dev.keyporter.console.keys;

import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import java.util.Locale;

/** Whether a key serves, and if not, why. */
enum KeyState {
  ACTIVE("fth-check-circle", Tone.GOOD),
  /** A newer key serves in its place. */
  STANDBY("fth-circle", Tone.QUIET),
  /** The provider refused it. */
  REJECTED("fth-x-circle", Tone.BAD),
  /** Sealed with a master key that is not there. */
  CANNOT_DECRYPT("fth-alert-triangle", Tone.CAUTION),
  /** Switched off. */
  INACTIVE("fth-slash", Tone.QUIET);

  private final String icon;
  private final Tone tone;

  KeyState(String icon, Tone tone) {
    this.icon = icon;
    this.tone = tone;
  }

  String icon() {
    return icon;
  }

  Tone tone() {
    return tone;
  }

  /** Whether someone should look at it. */
  boolean needsLook() {
    return this == REJECTED || this == CANNOT_DECRYPT;
  }

  String word() {
    return Texts.of(KeyState.class).text("state." + name().toLowerCase(Locale.ROOT));
  }
}
