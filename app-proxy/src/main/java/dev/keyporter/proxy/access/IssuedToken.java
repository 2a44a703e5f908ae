package dev.keyporter.proxy.access;

import dev.keyporter.model.access.AccessToken;

/**
 * A token at the one moment its text is known.
 *
 * @param text the signed token, to be shown once and never kept
 */
public record IssuedToken(AccessToken token, String text) {
  @Override
  public String toString() {
    return "IssuedToken[" + token.id() + "]";
  }
}
