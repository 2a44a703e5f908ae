package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.access.ProviderKey;
import java.util.List;
import java.util.Optional;

/** Says in what the next question would differ from the recorded request it started from. */
final class OriginWords {
  private static final Texts TEXTS = Texts.of(OriginWords.class);

  private OriginWords() {}

  /**
   * What there is to say; nothing where all is as it was.
   *
   * @param left what is there still
   * @param goesOn whether it refers to the provider's earlier answer, which only the key that made
   *     that can
   */
  static List<String> of(Origin origin, Origin.Left left, Standing standing, boolean goesOn) {
    if (left.organization() == null) {
      return List.of(TEXTS.text("origin.organization", origin.request().organizationName()));
    }
    return key(origin, left, standing, goesOn).stream().toList();
  }

  private static Optional<String> key(
      Origin origin, Origin.Left left, Standing standing, boolean goesOn) {
    String keyName = origin.request().keyName();
    String lastFour = origin.request().keyLastFour();
    if (keyName == null || lastFour == null) {
      return Optional.empty();
    }
    ProviderKey then = left.key();
    ProviderKey now = standing.key();
    boolean serves = then != null && then.isActive();
    if (goesOn ? serves : now != null && then != null && now.id().equals(then.id())) {
      return Optional.empty();
    }
    String what =
        TEXTS.text(
            then == null ? "origin.key.deleted" : serves ? "origin.key.other" : "origin.key.off",
            keyName,
            lastFour);
    if (goesOn) {
      return Optional.of(what + " " + TEXTS.text("origin.key.goesOn"));
    }
    return Optional.of(
        now == null ? what : what + " " + TEXTS.text("origin.key.now", now.name(), now.lastFour()));
  }
}
