package dev.keyporter.console.workspace;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.access.IssuedToken;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The texts of tokens that were issued in this window, so that they can be filled into what a tool
 * needs. They are in memory only and end with the window. On JavaFX's thread.
 */
public final class TokensAtHand {
  private final Map<AccessTokenId, Secret> texts = new HashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable AccessTokenId> newest =
      new ReadOnlyObjectWrapper<>();

  /** Keeps a token that was issued just now. */
  public void keep(IssuedToken issued) {
    AccessTokenId id = issued.token().id();
    texts.put(id, new Secret(issued.text()));
    newest.set(id);
  }

  /** A token's text; empty where it was not issued here. */
  public Optional<Secret> text(AccessTokenId token) {
    return Optional.ofNullable(texts.get(token));
  }

  /** The one that was issued last; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable AccessTokenId> newest() {
    return newest.getReadOnlyProperty();
  }
}
