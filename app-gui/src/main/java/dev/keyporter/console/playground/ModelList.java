package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.playground.call.ProxyClient;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.model.access.ProviderKeyId;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The models to choose from: the provider's own list, asked for through the proxy once for whoever
 * asks; where it cannot be had, those on record and a word why.
 */
final class ModelList {
  private final Texts texts = Texts.of(ModelList.class);
  private final Background background;
  private final ProxyControl proxy;
  private final ProxyClient client;
  private final Callers callers;
  private final BiConsumer<List<String>, String> offer;
  private Background.@Nullable Work work;
  private @Nullable Asked asked;

  private record Asked(Identity identity, @Nullable ProviderKeyId key) {}

  /**
   * @param offer takes models, and why they are not the provider's; empty where they are
   */
  ModelList(
      Background background,
      ProxyControl proxy,
      ProxyClient client,
      Callers callers,
      BiConsumer<List<String>, String> offer) {
    this.background = background;
    this.proxy = proxy;
    this.client = client;
    this.callers = callers;
    this.offer = offer;
  }

  /** Asks the provider, unless it was asked for the same. */
  void ask(Identity identity, Standing standing) {
    var wanted = new Asked(identity, standing.key() == null ? null : standing.key().id());
    if (Objects.equals(asked, wanted)) {
      return;
    }
    asked = wanted;
    if (work != null) {
      work.cancel();
    }
    String baseUrl = proxy.baseUrl();
    work =
        background.run(
            () -> client.models(callers.of(identity, baseUrl)),
            models -> offer.accept(List.copyOf(new TreeSet<>(models)), ""),
            failure -> fall(standing, Conversation.trouble(failure, identity).failure().what()));
  }

  /** The next time the provider is asked, even for the same. */
  void forget() {
    asked = null;
  }

  /** Offers what is known without asking. */
  void fall(Standing standing, String why) {
    offer.accept(
        standing.models(),
        why.isEmpty() ? texts.text("models.later") : texts.text("models.fallback", why));
  }
}
