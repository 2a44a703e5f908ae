package dev.keyporter.proxy.cli;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.export.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keyporter quickstart}. */
@Command(
    name = "quickstart",
    description = {
      "From nothing to a ready curl command: organization, key, token.",
      "Run again, it goes on with what is there and issues another token."
    },
    footer = {"", "Example: keyporter quickstart --user user@example.com"})
final class QuickstartCommand implements Runnable {
  private static final String ORGANIZATION = "My Organization";
  private static final Duration VALIDITY = Duration.ofDays(365);

  private final Store store;

  @Option(
      names = "--org",
      paramLabel = "NAME",
      defaultValue = ORGANIZATION,
      description = "The organization's name. Default: ${DEFAULT-VALUE}.")
  private String organizationName = ORGANIZATION;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "The user the token is for. Default: who you are on this machine.")
  private @Nullable String userName;

  @Option(
      names = "--secret-stdin",
      description = "Read an OpenAI key from standard input instead of using the demo provider.")
  private boolean fromInput;

  QuickstartCommand(Store store) {
    this.store = store;
  }

  @Override
  public void run() {
    String wantedOrganization = NameRule.ORGANIZATION.check(organizationName);
    String wantedUser = NameRule.USER.check(wantedUser());
    Secret secret = fromInput ? SecretOptions.fromInput(store.terminal()) : null;
    store.with(
        database -> {
          Organization organization = organization(database, wantedOrganization);
          User user = new Lookup(database).userOrNew(organization, wantedUser);
          ProviderKey key = key(database, organization, user, secret);
          IssuedToken token =
              new TokenIssuer(
                      database.accessTokens(), database.signingSecrets(), store.terminal().clock())
                  .issue(organization, user, "Quickstart", VALIDITY);
          report(organization, user, key, token);
        });
  }

  private String wantedUser() {
    return userName != null ? userName : System.getProperty("user.name", "me");
  }

  private static Organization organization(Database database, String name) {
    List<Organization> there = database.organizations().findByName(name);
    return there.isEmpty()
        ? database.organizations().create(name)
        : new Lookup(database).organization(name);
  }

  private static ProviderKey key(
      Database database, Organization organization, User user, @Nullable Secret secret) {
    KeyScope shared = new KeyScope.Shared();
    if (secret != null) {
      return database
          .providerKeys()
          .create(organization.id(), NewProviderKey.openai(shared, "OpenAI"), secret);
    }
    return database
        .providerKeys()
        .activeFor(organization.id(), user.id(), ProviderKind.OPENAI)
        .orElseGet(
            () ->
                database
                    .providerKeys()
                    .create(
                        organization.id(),
                        KeyCommands.demo(shared, "Demo provider", ProviderKind.OPENAI),
                        new Secret(DemoProvider.KEY)));
  }

  private void report(Organization organization, User user, ProviderKey key, IssuedToken token) {
    String baseUrl = Curl.baseUrl(store.terminal());
    String curl = Curl.command(baseUrl, token.text(), null);
    var json =
        Json.object()
            .put("organization_id", organization.id().toString())
            .put("organization", organization.name())
            .put("user_id", user.name())
            .put("key_id", key.id().toString())
            .put("is_demo", key.isDemo())
            .put("token_id", token.token().id().toString())
            .put("token", token.text())
            .put("expires_at", token.token().expiresAt().toString())
            .put("base_url", baseUrl)
            .put("curl", curl);
    store.print(
        json,
        String.join(
            System.lineSeparator(),
            "Organization  " + organization.name(),
            "User          " + user.name(),
            "Key           "
                + (key.isDemo() ? "the built-in demo provider, which asks no model" : key.name()),
            "Token         shown this once, for this user, no X-User-ID needed:",
            "",
            token.text(),
            "",
            "Start the proxy, unless it runs: " + store.terminal().command() + " serve",
            "Then, in another terminal:",
            "",
            curl,
            "",
            "For OpenAI's SDKs and most tools:",
            "",
            "export OPENAI_BASE_URL=" + baseUrl,
            "export OPENAI_API_KEY=" + token.text()));
  }
}
