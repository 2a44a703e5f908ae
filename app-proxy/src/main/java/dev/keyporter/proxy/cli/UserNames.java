package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What users call themselves, deleted ones included; each is looked up once. */
final class UserNames {
  private final Database database;
  private final Map<UserId, Optional<String>> known = new HashMap<>();

  UserNames(Database database) {
    this.database = database;
  }

  /** The user's own name; null for nobody. */
  @Nullable String of(@Nullable UserId id) {
    return id == null
        ? null
        : known
            .computeIfAbsent(id, wanted -> database.users().find(wanted).map(User::name))
            .orElse(null);
  }
}
