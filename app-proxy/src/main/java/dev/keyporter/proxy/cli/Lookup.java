package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.traffic.RedactionRule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds what someone means on the command line: an id, or a name that only one thing has. */
final class Lookup {
  private final Database database;

  Lookup(Database database) {
    this.database = database;
  }

  Organization organization(String text) {
    return uuid(text)
        .flatMap(id -> database.organizations().find(new OrganizationId(id)))
        .orElseGet(() -> only(database.organizations().findByName(text), text));
  }

  /**
   * Like {@link #organization}, deleted ones included, whose record is still there. A name is a
   * deleted one's only where no other has it.
   */
  Organization anyOrganization(String text) {
    return uuid(text)
        .flatMap(id -> database.organizations().findAny(new OrganizationId(id)))
        .orElseGet(
            () -> {
              List<Organization> there = database.organizations().findByName(text);
              return only(
                  there.isEmpty() ? database.organizations().findDeletedByName(text) : there, text);
            });
  }

  private static Organization only(List<Organization> found, String text) {
    return only(
        found,
        organization -> organization.id().toString(),
        "organization",
        text,
        "'keyporter org list' shows those there are");
  }

  /** A user by name first: a name may look like an id, but is never ambiguous. */
  User user(Organization organization, String text) {
    User user = anyUser(organization, text);
    if (user.state() == UserState.DELETED) {
      throw new Failure(
          "The user '%s' is deleted: 'keyporter user create' restores the user.".formatted(text));
    }
    return user;
  }

  /** Like {@link #user}, deleted ones included. */
  User anyUser(Organization organization, String text) {
    return database
        .users()
        .find(organization.id(), text)
        .or(
            () ->
                uuid(text)
                    .flatMap(id -> database.users().find(new UserId(id)))
                    .filter(user -> user.organizationId().equals(organization.id())))
        .orElseThrow(
            () ->
                unknown(
                    "user",
                    text,
                    "'keyporter user list --org " + organization.id() + "' shows those there are"));
  }

  /** Like {@link #user}; made where the name is new. */
  User userOrNew(Organization organization, String text) {
    boolean isKnown = database.users().find(organization.id(), text).isPresent();
    return isKnown || uuid(text).isPresent()
        ? user(organization, text)
        : database.users().create(organization.id(), text);
  }

  ProviderKey key(String text) {
    return uuid(text)
        .flatMap(id -> database.providerKeys().find(new ProviderKeyId(id)))
        .orElseGet(
            () ->
                only(
                    database.providerKeys().findByName(text).stream()
                        .filter(key -> isThere(key.organizationId()))
                        .toList(),
                    key -> key.id().toString(),
                    "key",
                    text,
                    "'keyporter key list --org ORG' shows those there are"));
  }

  AccessToken token(String text) {
    return uuid(text)
        .flatMap(id -> database.accessTokens().find(new AccessTokenId(id)))
        .orElseGet(
            () ->
                only(
                    database.accessTokens().findByName(text).stream()
                        .filter(token -> token.revokedAt() == null)
                        .filter(token -> isThere(token.organizationId()))
                        .toList(),
                    token -> token.id().toString(),
                    "token",
                    text,
                    "'keyporter token list --org ORG' shows those there are"));
  }

  RedactionRule redactionRule(String text) {
    List<RedactionRule> rules = database.redactionRules().list();
    return uuid(text)
        .flatMap(id -> rules.stream().filter(rule -> rule.id().equals(id)).findFirst())
        .orElseGet(
            () ->
                only(
                    rules.stream().filter(rule -> rule.name().equals(text)).toList(),
                    rule -> rule.id().toString(),
                    "redaction rule",
                    text,
                    "'keyporter redaction list' shows those there are"));
  }

  private boolean isThere(OrganizationId organization) {
    return database.organizations().find(organization).isPresent();
  }

  private static <T> T only(
      List<T> found, Function<T, String> id, String kind, String text, String advice) {
    if (found.isEmpty()) {
      throw unknown(kind, text, advice);
    }
    if (found.size() > 1) {
      throw new Failure(
          "There are %d %ss named '%s'. Use an id: %s."
              .formatted(
                  found.size(), kind, text, String.join(", ", found.stream().map(id).toList())));
    }
    return found.getFirst();
  }

  private static Failure unknown(String kind, String text, String advice) {
    return new Failure("There is no %s '%s': %s.".formatted(kind, text, advice));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
