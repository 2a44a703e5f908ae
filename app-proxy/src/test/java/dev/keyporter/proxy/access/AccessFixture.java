package dev.keyporter.proxy.access;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** A real database in a directory of its own, with what callers need in it. */
final class AccessFixture implements AutoCloseable {
  final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final Database database;
  final Organization organization;

  AccessFixture(Path directory) {
    this.database = open(directory);
    this.organization = database.organizations().create("Acme");
  }

  /** Opens the same database once more, as another process would. */
  Database open(Path directory) {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), clock);
  }

  TokenIssuer issuer() {
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), clock);
  }

  IssuedToken token(@Nullable User boundTo) {
    return issuer().issue(organization, boundTo, "test", Duration.ofDays(1));
  }

  Authenticator authenticator() {
    return authenticator(database);
  }

  Authenticator authenticator(Database of) {
    var verifier = new TokenVerifier(of, clock);
    return new Authenticator(verifier, new StrayTokens(verifier), of);
  }

  ProviderKey key(KeyScope scope, String secret) {
    return database
        .providerKeys()
        .create(organization.id(), NewProviderKey.openai(scope, "key"), new Secret(secret));
  }

  static CallerHeaders headers(String token, @Nullable String user, @Nullable String session) {
    return new CallerHeaders(
        "/v1/models",
        List.of("Bearer " + token),
        user == null ? List.of() : List.of(user),
        session == null ? List.of() : List.of(session));
  }

  /** The error's status and code. */
  static String refusal(Executable call) {
    ProxyError error = Assertions.assertThrows(ProxyException.class, call).error();
    return error.status() + " " + error.code();
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        Assertions.fail("The condition did not come true within 20 s.");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
