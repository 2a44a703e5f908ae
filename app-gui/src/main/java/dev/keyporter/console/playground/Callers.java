package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.workspace.NamedUser;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.client.Caller;
import org.jspecify.annotations.Nullable;

/** Turns who one wants to be into what the proxy wants to see. */
final class Callers {
  private final Database database;
  private final TokenKeeper tokens;

  Callers(Database database, TokenKeeper tokens) {
    this.database = database;
    this.tokens = tokens;
  }

  /** The caller; blocks, since it may have to issue a token. */
  Caller of(Identity identity, String baseUrl) {
    Background.mayBlock();
    return switch (identity) {
      case Identity.AsUser(Organization organization, String user) ->
          Caller.fitsHeader(user)
              ? new Caller(baseUrl, tokens.tokenFor(organization, null), user)
              : new Caller(baseUrl, tokens.tokenFor(organization, user(organization, user)), null);
      case Identity.WithToken(Secret token, @Nullable String user) ->
          new Caller(baseUrl, token, user);
    };
  }

  /** A name that no header can carry has to stand in the token. */
  private User user(Organization organization, String name) {
    return NamedUser.of(database.users(), organization.id(), name);
  }
}
