package dev.keyporter.console.workspace;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.db.account.Users;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import java.util.Optional;

/** The user whom somebody names for a new token or key. */
public final class NamedUser {
  private NamedUser() {}

  /**
   * The user of that name, made where there is none yet; blocks.
   *
   * @throws IllegalArgumentException where the user is deleted: whatever is made for one is refused
   */
  public static User of(Users users, OrganizationId organization, String name) {
    Background.mayBlock();
    Optional<User> known = users.find(organization, name);
    if (known.filter(user -> user.state() == UserState.DELETED).isPresent()) {
      throw new IllegalArgumentException(Texts.of(NamedUser.class).text("user.deleted", name));
    }
    return known.orElseGet(() -> users.create(organization, name));
  }
}
