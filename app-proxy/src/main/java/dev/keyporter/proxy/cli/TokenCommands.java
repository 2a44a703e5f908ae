package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.export.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter token}. */
@Command(name = "token", description = "Issue, list and revoke access tokens.")
final class TokenCommands {
  private static final int MAX_DAYS = 36_500;

  private final Store store;

  TokenCommands(Store store) {
    this.store = store;
  }

  @Command(
      description = {
        "Issue a token and print it, this once.",
        "With --user it needs no X-User-ID header, which many tools cannot send. The options of"
            + " 'limit set' limit what it may spend and ask for."
      },
      footer = {"", "Example: keyporter token create --org Acme --user alice --days 90"})
  void create(
      @Mixin OwnerOptions owner,
      @Option(
              names = "--days",
              paramLabel = "DAYS",
              defaultValue = "365",
              description = "How long it holds, 1 to 36500. Default: 365.")
          int days,
      @Mixin LimitOptions limits) {
    if (days < 1 || days > MAX_DAYS) {
      throw Failure.usage("A token holds for 1 to " + MAX_DAYS + " days.");
    }
    owner.check(NameRule.TOKEN);
    limits.check();
    store.with(
        database -> {
          Lookup lookup = new Lookup(database);
          Organization organization = owner.organization(lookup);
          User user = owner.user(lookup, organization);
          IssuedToken issued =
              new TokenIssuer(
                      database.accessTokens(), database.signingSecrets(), store.terminal().clock())
                  .issue(
                      organization,
                      user,
                      owner.name(
                          NameRule.TOKEN,
                          "Token for " + (user == null ? organization.name() : user.name())),
                      Duration.ofDays(days));
          if (!limits.isEmpty()) {
            // Nobody has the token yet: no request passes before its limits hold.
            AccessToken token = issued.token();
            database
                .limits()
                .change(
                    new LimitScope.OfToken(token.id()),
                    organization.id(),
                    token.name(),
                    limits::over);
          }
          store.print(json(issued, user == null ? null : user.name()), words(issued, user == null));
        });
  }

  private String words(IssuedToken issued, boolean needsUser) {
    return String.join(
        System.lineSeparator(),
        "Token " + issued.token().id() + ", shown this once:",
        "",
        issued.text(),
        "",
        "It holds until " + store.terminal().time(issued.token().expiresAt()) + ". Try it:",
        "",
        Curl.command(
            Curl.baseUrl(store.terminal()), issued.text(), needsUser ? "user@example.com" : null));
  }

  @Command(
      description = "List an organization's tokens.",
      footer = {"", "Example: keyporter token list --org Acme"})
  void list(@Mixin OrganizationOption org) {
    store.with(
        database -> {
          Organization organization = org.find(new Lookup(database));
          var names = new UserNames(database);
          store.printAll(
              database.accessTokens().list(organization.id()),
              token -> json(token, names),
              tokens -> table(tokens, names),
              "There is no token yet. 'keyporter token create --org ORG' issues one.");
        });
  }

  @Command(
      description = "Refuse a token from now on.",
      footer = {"", "Example: keyporter token revoke 019b0c5e-7c1f-7000-8000-3f2a91d4c0de"})
  void revoke(
      @Parameters(paramLabel = "TOKEN", description = "Its id, or a name only one has.")
          String text) {
    store.with(
        database -> {
          AccessToken token = new Lookup(database).token(text);
          database.accessTokens().revoke(token.id());
          AccessToken revoked = database.accessTokens().find(token.id()).orElse(token);
          store.print(
              json(revoked, new UserNames(database)), "Revoked token '" + token.name() + "'.");
        });
  }

  private Table table(List<AccessToken> tokens, UserNames names) {
    var table = new Table("NAME", "FOR", "STATE", "LAST USED", "EXPIRES", "ID");
    for (AccessToken token : tokens) {
      String user = names.of(token.userId());
      table.add(
          token.name(),
          user == null ? "everybody" : user,
          state(token),
          token.lastUsedAt() == null ? "never" : store.terminal().time(token.lastUsedAt()),
          store.terminal().time(token.expiresAt()),
          token.id().toString());
    }
    return table;
  }

  private String state(AccessToken token) {
    if (token.revokedAt() != null) {
      return "revoked";
    }
    return store.terminal().clock().instant().isBefore(token.expiresAt()) ? "active" : "expired";
  }

  private static ObjectNode json(IssuedToken issued, @Nullable String userName) {
    AccessToken token = issued.token();
    return Json.object()
        .put("id", token.id().toString())
        .put("organization_id", token.organizationId().toString())
        .put("user_id", userName)
        .put("name", token.name())
        .put("token", issued.text())
        .put("expires_at", token.expiresAt().toString());
  }

  private ObjectNode json(AccessToken token, UserNames names) {
    return Json.object()
        .put("id", token.id().toString())
        .put("organization_id", token.organizationId().toString())
        .put("user_id", names.of(token.userId()))
        .put("name", token.name())
        .put("state", state(token))
        .put("created_at", token.createdAt().toString())
        .put("expires_at", token.expiresAt().toString())
        .put("revoked_at", text(token.revokedAt()))
        .put("last_used_at", text(token.lastUsedAt()))
        .put("last_used_by", names.of(token.lastUsedBy()));
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
