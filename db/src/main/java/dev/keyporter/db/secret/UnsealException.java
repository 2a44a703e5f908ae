package dev.keyporter.db.secret;

import org.jspecify.annotations.Nullable;

/** A secret of the database cannot be decrypted with the master key at hand. */
public final class UnsealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsealException(String message) {
    this(message, null);
  }

  public UnsealException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
