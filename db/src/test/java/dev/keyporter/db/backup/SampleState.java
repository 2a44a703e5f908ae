package dev.keyporter.db.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Retention;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.model.traffic.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Something in every table, and requests as the recorder writes them. */
final class SampleState {
  static final Secret SECRET = new Secret("sk-very-secret-1234");
  private static final Rates RATES =
      new Rates(
          new BigDecimal("0.25"),
          new BigDecimal("0.025"),
          new BigDecimal("0.3125"),
          new BigDecimal("2"),
          "a price list of 2026-11-01");
  private static final AtomicInteger COUNT = new AtomicInteger();

  final Organization acme;
  final User alice;
  final ProviderKey key;
  final AccessToken token;

  private SampleState(Organization acme, User alice, ProviderKey key, AccessToken token) {
    this.acme = acme;
    this.alice = alice;
    this.key = key;
    this.token = token;
  }

  static SampleState fill(Database database, int requests) {
    Organization acme = database.organizations().create("Acme");
    User alice = database.users().create(acme.id(), "alice");
    ProviderKey key =
        database
            .providerKeys()
            .create(acme.id(), NewProviderKey.openai(new KeyScope.Shared(), "main"), SECRET);
    database.providerKeys().setPrices(key.id(), KeyPrices.NONE);
    AccessToken token =
        database
            .accessTokens()
            .create(acme.id(), alice.id(), "laptop", Instant.parse("2030-01-01T00:00:00Z"));
    database.signingSecrets().current();
    database
        .redactionRules()
        .create(
            new RedactionRule(
                new UUID(1, 2), acme.id(), "cards", "\\d{16}", "[card]", Instant.EPOCH));
    database.settings().setRetention(new Retention(30, 3650));
    database.prices().set("gpt-5-mini", "default", Instant.parse("2026-01-01T00:00:00Z"), RATES);
    database
        .refusalLog()
        .add(
            database
                .refusalLog()
                .batch(
                    List.of(
                        RefusalCount.one(
                            new RefusalGroup(
                                LocalDate.EPOCH,
                                "token_revoked",
                                token.id(),
                                acme.id(),
                                "10.0.0.5",
                                "curl/8"),
                            401,
                            "POST /v1/responses",
                            Instant.EPOCH))));
    var state = new SampleState(acme, alice, key, token);
    RequestStart last = null;
    for (int i = 0; i < requests; i++) {
      last = state.start(database);
      database.requestLog().write(List.of(new RecordEntry.Begun(last)));
      // One has a body in pieces, the others are in a pack.
      state.end(database, last, i == 0 ? 600_000 : 5000);
    }
    if (last != null) {
      database
          .ratings()
          .rate(new Rating(last.id(), acme.id(), alice.id(), -1, "Wröng.", Instant.EPOCH));
    }
    return state;
  }

  /** A request that is about to begin. */
  RequestStart start(Database database) {
    Instant now = Instant.now();
    return new RequestStart(
        RequestId.of(
            now.toEpochMilli(), database.instance().slot(), COUNT.incrementAndGet() & 0xFFF),
        acme.id(),
        alice.id(),
        token.id(),
        key.id(),
        "sess_1",
        new Route("responses.create", true),
        new Target("POST", "/v1/responses"),
        "gpt-5-mini",
        "flex",
        true,
        now.truncatedTo(java.time.temporal.ChronoUnit.MICROS),
        1024);
  }

  static void begin(Database database, RequestStart start) {
    database.requestLog().write(List.of(new RecordEntry.Begun(start)));
  }

  /** Ends a request whose beginning was written. */
  void end(Database database, RequestStart start) {
    end(database, start, 5000);
  }

  private void end(Database database, RequestStart start, int bytes) {
    byte[] random = new byte[bytes];
    new Random(start.id().value()).nextBytes(random);
    var exchange =
        new Exchange(
            start.id(),
            acme.id(),
            "Accept: */*\n",
            ("{\"input\":\"Grüße " + "x".repeat(500) + "\"}").getBytes(UTF_8),
            "Content-Type: text/event-stream\n",
            random,
            null,
            "Grüße " + "x".repeat(500) + "\nGrüße, 世界 🌍",
            "an answer");
    var entries = new ArrayList<RecordEntry>();
    entries.add(
        new RecordEntry.Ended(
            start,
            ended(start),
            bytes > 5000 ? StoredExchange.asIs(exchange) : StoredExchange.of(exchange),
            List.of(
                new ProviderReference(
                    start.id(),
                    ProviderReference.Kind.RESPONSE,
                    "resp_" + start.id(),
                    acme.id(),
                    null,
                    key.id(),
                    "sess_1"))));
    entries.add(new RecordEntry.TokenUsed(token.id(), alice.id(), start.createdAt()));
    database.requestLog().write(entries);
  }

  static RequestEnd ended(RequestStart start) {
    return new RequestEnd(
        start.id(),
        RequestStatus.COMPLETED,
        200,
        null,
        null,
        "gpt-5-mini-2026-08-07",
        "default",
        "resp_" + start.id(),
        "req_upstream",
        Duration.ofNanos(3_000_000),
        Duration.ofNanos(12_345_000),
        Duration.ofNanos(98_765_000),
        new TokenUsage(100, 40, 10, 50, 20, 150),
        "{\"input_tokens\":100}",
        Cost.of(Usd.of("0.000117625"), RATES, List.of(CostReason.WEB_SEARCH)),
        2048);
  }
}
