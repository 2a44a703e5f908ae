package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.proxy.health.KeyCheck;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The models to choose from: those on record and in the price list. The provider is asked for its
 * own list only on somebody's word, as a key is tested: by the console itself, so that no request
 * stands on record that nobody made.
 */
final class ModelList {
  private final Texts texts = Texts.of(ModelList.class);
  private final Workspace workspace;
  private final SettingsPane settings;
  private @Nullable Standing standing;
  private boolean isPasted;
  private @Nullable Answer answer;

  /** What a provider said to a key; empty where it gave no list. */
  private record Answer(ProviderKeyId key, List<String> models, String note) {}

  ModelList(Workspace workspace, SettingsPane settings) {
    this.workspace = workspace;
    this.settings = settings;
  }

  /**
   * Offers what is known.
   *
   * @param isTokenPasted whether a token was pasted in, so that only it knows whose key serves
   */
  void show(Standing now, boolean isTokenPasted) {
    standing = now;
    isPasted = isTokenPasted;
    show();
  }

  private void show() {
    Standing now = Objects.requireNonNull(standing);
    ProviderKey key = isPasted ? null : now.key();
    Answer known = answer;
    if (key == null || known == null || !known.key().equals(key.id())) {
      settings.offer(now.models(), texts.text("models.known"), key != null);
    } else {
      settings.offer(known.models().isEmpty() ? now.models() : known.models(), known.note(), true);
    }
  }

  /** Asks the provider whose key would serve. */
  void ask() {
    ProviderKey key = standing == null ? null : standing.key();
    if (key == null) {
      return;
    }
    settings.offer(Objects.requireNonNull(standing).models(), texts.text("models.asking"), false);
    workspace
        .background()
        .run(
            () -> workspace.proxy().proxy().keyCheck().run(key),
            result -> answered(answer(key, result)),
            failure -> answered(new Answer(key.id(), List.of(), Failure.of(failure).what())));
  }

  private Answer answer(ProviderKey key, KeyCheck.Result result) {
    List<String> models = result.health().models();
    return models == null
        ? new Answer(
            key.id(), List.of(), texts.text("models.failed", result.health().openaiStatus()))
        : new Answer(
            key.id(),
            List.copyOf(new TreeSet<>(models)),
            texts.text("models.provider", key.name()));
  }

  private void answered(Answer given) {
    answer = given;
    show();
  }
}
