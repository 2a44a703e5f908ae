package dev.keyporter.console.organizations;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.account.Recording;
import java.util.Locale;

/** What is said of organizations. */
final class OrganizationTexts {
  private static final Texts TEXTS = Texts.of(OrganizationTexts.class);

  private OrganizationTexts() {}

  /** How much is kept, in a word or two. */
  static String recording(Recording recording) {
    return TEXTS.text("recording." + recording.name().toLowerCase(Locale.ROOT));
  }

  /** What that means. */
  static String recordingHint(Recording recording) {
    return TEXTS.text("recording." + recording.name().toLowerCase(Locale.ROOT) + ".hint");
  }
}
