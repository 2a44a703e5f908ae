package dev.keyporter.model.account;

/** Whether a user's requests are served. A deleted user is refused like a disabled one. */
public enum UserState {
  ACTIVE,
  DISABLED,
  DELETED
}
