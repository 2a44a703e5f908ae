package dev.keyporter.proxy.testing;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A running proxy on a database of its own, with an organization, a shared key and a token. */
public final class ProxyFixture implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private static final long MEMORY = 512L << 20;

  private final Database database;
  private final BodyMemory memory;
  private final Proxy proxy;
  private final URI address;
  private final Organization organization;
  private final String token;

  private ProxyFixture(Database database, BodyMemory memory, Proxy proxy, URI address) {
    this.database = database;
    this.memory = memory;
    this.proxy = proxy;
    this.address = address;
    this.organization = database.organizations().create("Acme");
    this.token = issue(organization, null);
  }

  /** Starts on a free port, with the provider's answers awaited for 30 seconds. */
  public static ProxyFixture start(Path directory) {
    return start(directory, READ_TIMEOUT);
  }

  /** Starts on a free port. */
  public static ProxyFixture start(Path directory, Duration readTimeout) {
    return start(directory, settings(readTimeout));
  }

  /** A free port, and short patience with providers. */
  public static ProxySettings settings(Duration readTimeout) {
    return settings(readTimeout, Duration.ofSeconds(10));
  }

  /** The same, and this long for what is answered when the proxy stops. */
  public static ProxySettings settings(Duration readTimeout, Duration stopGrace) {
    var upstream =
        new UpstreamSettings(Duration.ofSeconds(5), readTimeout, null, List.of(), null, () -> 0);
    ProxySettings standard = ProxySettings.standard(upstream);
    return new ProxySettings(
        "127.0.0.1", 0, Set.of(), Set.of(), standard.maxBodyBytes(), stopGrace, upstream);
  }

  /** Starts as the settings say. */
  public static ProxyFixture start(Path directory, ProxySettings settings) {
    Database database = Database.open(new EmbeddedH2(directory), Clock.systemUTC());
    var memory = new BodyMemory(MEMORY);
    var proxy = new Proxy(settings, directory, database, memory, Clock.systemUTC());
    return new ProxyFixture(database, memory, proxy, proxy.start().uri());
  }

  public Database database() {
    return database;
  }

  /** What its bodies may take together. */
  public BodyMemory memory() {
    return memory;
  }

  public URI address() {
    return address;
  }

  public Organization organization() {
    return organization;
  }

  /** A token bound to nobody. */
  public String token() {
    return token;
  }

  public String issue(Organization of, @Nullable User boundUser) {
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
        .issue(of, boundUser, "test", Duration.ofDays(1))
        .text();
  }

  /** A key that serves everybody in the organization. */
  public ProviderKey sharedKey(URI baseUrl, String secret) {
    return key(organization, new KeyScope.Shared(), baseUrl, secret);
  }

  /** A key whose provider's answers are priced as OpenAI's. */
  public ProviderKey openaiKey(URI baseUrl) {
    return database
        .providerKeys()
        .create(
            organization.id(),
            new NewProviderKey(
                new KeyScope.Shared(), "openai", baseUrl, null, null, false, KeyPrices.OPENAI),
            new Secret("sk-openai"));
  }

  /** A key for Anthropic's API that serves everybody, whose answers are priced as Anthropic's. */
  public ProviderKey anthropicKey(URI baseUrl) {
    return database
        .providerKeys()
        .create(
            organization.id(),
            new NewProviderKey(
                new KeyScope.Shared(),
                "anthropic",
                baseUrl,
                null,
                null,
                false,
                ProviderKind.ANTHROPIC,
                KeyPrices.ANTHROPIC),
            new Secret("sk-ant-the-real-key"));
  }

  public ProviderKey personalKey(User user, URI baseUrl, String secret) {
    return key(organization, new KeyScope.Personal(user.id()), baseUrl, secret);
  }

  public ProviderKey key(Organization of, KeyScope scope, URI baseUrl, String secret) {
    return database
        .providerKeys()
        .create(
            of.id(),
            new NewProviderKey(scope, "key", baseUrl, null, null, false),
            new Secret(secret));
  }

  /** A request of alice's with the fixture's token. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(DEADLINE)
        .header("Authorization", "Bearer " + token)
        .header("X-User-ID", "alice");
  }

  public HttpRequest.Builder post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  /** All requests on record, newest first. */
  public List<RequestSummary> requests() {
    return database.requests().page(RequestFilter.ALL, null, 100).rows();
  }

  /** The newest request, once it is no longer pending. */
  public RequestSummary finished() {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      List<RequestSummary> requests = requests();
      if (!requests.isEmpty() && requests.getFirst().status() != RequestStatus.PENDING) {
        return requests.getFirst();
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("No request ended within " + DEADLINE);
  }

  /** Stops serving; the record stays open. Returns when all is over. */
  public void stop() {
    proxy.server().stop();
  }

  @Override
  public void close() {
    proxy.close();
    database.close();
  }
}
