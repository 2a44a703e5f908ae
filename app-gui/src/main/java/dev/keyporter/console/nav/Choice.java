package dev.keyporter.console.nav;

import dev.keyporter.model.account.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What a list screen shows beside its list. */
public sealed interface Choice<T> {
  /** The list as it stands. */
  record AsIs<T>() implements Choice<T> {}

  /** One of the things. */
  record One<T>(T id) implements Choice<T> {}

  /** The form for a new thing, for whom one is looking at. */
  record New<T>(For owner) implements Choice<T> {
    /** For whom the list says. */
    public New() {
      this(For.UNSAID);
    }
  }

  /**
   * Whose a new thing is to be, as far as that is said.
   *
   * @param organization null where it is not said
   * @param user a name in it; null where it is not said
   */
  record For(@Nullable OrganizationId organization, @Nullable String user) {
    /** Nothing is said. */
    public static final For UNSAID = new For(null, null);
  }
}
