package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.workspace.NamedUser;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.health.ProviderCheck;
import dev.keyporter.proxy.health.ProviderHealth;
import dev.keyporter.proxy.upstream.Cancellation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Does the steps. Blocks. */
final class Setup {
  private final Database database;
  private final Supplier<ProviderCheck> check;
  private final Clock clock;
  private final Names names;

  /**
   * What things are called that one does not have to name.
   *
   * @param demoKey a key of the demo provider
   * @param key any other key
   * @param token the first token
   */
  record Names(String demoKey, String key, String token) {}

  Setup(Database database, Supplier<ProviderCheck> check, Clock clock, Names names) {
    this.database = database;
    this.check = check;
    this.clock = clock;
    this.names = names;
  }

  Organization createOrganization(String name) {
    Background.mayBlock();
    return database.organizations().create(name.strip());
  }

  void rename(Organization organization, String name) {
    Background.mayBlock();
    database.organizations().rename(organization.id(), name.strip());
  }

  /** Asks the provider whether it takes a secret, without keeping it. */
  ProviderHealth test(Organization organization, Secret secret, URI baseUrl) {
    Background.mayBlock();
    var tried =
        new ProviderKey(
            new ProviderKeyId(UUID.randomUUID()),
            organization.id(),
            new KeyScope.Shared(),
            names.key,
            ProviderKind.OPENAI,
            baseUrl,
            null,
            null,
            false,
            null,
            true,
            secret.lastFour(),
            null,
            clock.instant());
    return check.get().run(tried, secret, new Cancellation());
  }

  /** Stores a key for everybody; it serves from now on. */
  void createKey(Organization organization, Secret secret, URI baseUrl) {
    Background.mayBlock();
    String name = baseUrl.equals(ProviderKey.OPENAI) ? names.key : baseUrl.getHost();
    database
        .providerKeys()
        .create(
            organization.id(),
            new NewProviderKey(new KeyScope.Shared(), name, baseUrl, null, null, false),
            secret);
  }

  void createDemoKey(Organization organization) {
    Background.mayBlock();
    database
        .providerKeys()
        .create(
            organization.id(),
            new NewProviderKey(
                new KeyScope.Shared(),
                names.demoKey,
                URI.create(DemoProvider.BASE_URL),
                null,
                null,
                true),
            new Secret(DemoProvider.KEY));
  }

  /** Issues a token for one user, who is made unless there is one of that name. */
  IssuedToken issueToken(Organization organization, String userName, Duration validity) {
    Background.mayBlock();
    User user = NamedUser.of(database.users(), organization.id(), userName.strip());
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), clock)
        .issue(organization, user, names.token, validity);
  }

  /** Does whatever is still to be done before a request can be sent, with the demo provider. */
  IssuedToken withDemoProvider(String organizationName, String userName, Duration validity) {
    Progress progress = Progress.read(database, clock.instant());
    Organization organization =
        progress.organization() == null
            ? createOrganization(organizationName)
            : progress.organization();
    if (!progress.has(Step.KEY)) {
      createDemoKey(organization);
    }
    return issueToken(organization, userName, validity);
  }
}
