package dev.keyporter.console.keys;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import java.util.ArrayList;
import java.util.List;

/** What is said of keys. */
final class KeyTexts {
  /** Stands for a secret where a provider asks for none. */
  static final Secret NO_SECRET = new Secret("none");

  private static final Texts TEXTS = Texts.of(KeyTexts.class);
  private static final String DOTS = "····";

  private KeyTexts() {}

  /** The secret as far as it is shown: its last four characters. */
  static String secret(ProviderKey key) {
    if (key.isDemo()) {
      return TEXTS.text("secret.demo");
    }
    return key.lastFour().isEmpty() ? TEXTS.text("secret.short") : DOTS + key.lastFour();
  }

  /** Whose API it is for. */
  static String api(ProviderKey key) {
    return TEXTS.text("api." + key.provider().label());
  }

  /** Whom it serves and when, one sentence each. */
  static List<String> serves(KeyLine line) {
    var lines = new ArrayList<String>();
    String user = line.user();
    switch (line.state()) {
      case INACTIVE -> {
        return List.of(TEXTS.text("serves.inactive"));
      }
      case CANNOT_DECRYPT -> lines.add(TEXTS.text("serves.unreadable"));
      case STANDBY, ACTIVE, REJECTED -> {}
    }
    if (line.inItsPlace() != null) {
      lines.add(TEXTS.text("serves.standby", line.inItsPlace()));
    } else {
      lines.add(user == null ? TEXTS.text("serves.everybody") : TEXTS.text("serves.user", user));
    }
    if (line.standsBy() != null) {
      lines.add(TEXTS.text("serves.before", line.standsBy()));
    }
    if (line.state() == KeyState.REJECTED) {
      lines.add(TEXTS.text("serves.rejected"));
    }
    lines.add(TEXTS.text("serves.followUps"));
    return lines;
  }
}
