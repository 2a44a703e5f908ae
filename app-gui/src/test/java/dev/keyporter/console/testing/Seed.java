package dev.keyporter.console.testing;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is in a data directory beforehand, put there as another process would. */
public final class Seed {
  private Seed() {}

  /** The database as another process sees it; to be closed. */
  public static Database database(Path directory) {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
  }

  /** A key for everybody, of the demo provider or of another that listens here. */
  public static void key(Database database, Organization organization, URI provider) {
    boolean isDemo = provider.equals(URI.create(DemoProvider.BASE_URL));
    database
        .providerKeys()
        .create(
            organization.id(),
            new NewProviderKey(new KeyScope.Shared(), "Provider", provider, null, null, isDemo),
            new Secret(DemoProvider.KEY));
  }

  /** A token's text, which holds for an hour. */
  public static String token(Database database, Organization organization, @Nullable User user) {
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
        .issue(organization, user, "Test", Duration.ofHours(1))
        .text();
  }
}
