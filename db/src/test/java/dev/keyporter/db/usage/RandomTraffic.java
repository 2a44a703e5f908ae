package dev.keyporter.db.usage;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests of every kind, of two organizations, written as the recorder writes them. */
final class RandomTraffic {
  private static final List<String> MODELS = List.of("gpt-6-luna", "gpt-5.4-mini", "qwen3.5:14b");

  final List<OrganizationId> organizations = new ArrayList<>();
  final List<User> users = new ArrayList<>();
  final List<ProviderKey> keys = new ArrayList<>();

  private final Database database;
  private final Random random;
  private int count;

  RandomTraffic(Database database, long seed) {
    this.database = database;
    this.random = new Random(seed);
    for (String name : List.of("Northwind", "Fabrikam")) {
      OrganizationId organization = database.organizations().create(name).id();
      organizations.add(organization);
      for (String user : List.of("alice", "bruno", "chen")) {
        users.add(database.users().create(organization, user + "@" + name));
      }
      for (String key : List.of("production", "research")) {
        keys.add(
            database
                .providerKeys()
                .create(
                    organization,
                    NewProviderKey.openai(new KeyScope.Shared(), key),
                    new Secret("sk-test-" + key)));
      }
    }
  }

  /** Requests that arrive in the hours around a moment, some of them still running at the end. */
  void around(Instant moment, int hours, int requests) {
    var later = new ArrayList<RecordEntry>();
    for (int i = 0; i < requests; i += 10) {
      var batch = new ArrayList<RecordEntry>();
      for (int j = 0; j < 10; j++) {
        add(moment.plusSeconds(random.nextInt(-hours * 3600, hours * 3600)), batch, later);
      }
      database.requestLog().write(batch);
      if (random.nextInt(4) == 0) {
        database.requestLog().write(batch); // As after a commit that was not acknowledged.
      }
    }
    database.requestLog().write(later);
    for (RecordEntry entry : later) {
      if (entry instanceof RecordEntry.Ended(var start, _, _, _, _) && random.nextBoolean()) {
        complete(start.id());
        complete(start.id());
      }
    }
  }

  private void complete(RequestId id) {
    Cost cost = Cost.of(Usd.of("0.25"), null, List.of());
    database
        .lateUsage()
        .complete(id, new TokenUsage(7, 1, 0, 3, 1, 10), null, null, null, _ -> cost);
  }

  private void add(Instant at, List<RecordEntry> batch, List<RecordEntry> later) {
    int organization = random.nextInt(organizations.size());
    @Nullable UserId user =
        random.nextInt(9) == 0 ? null : users.get(organization * 3 + random.nextInt(3)).id();
    @Nullable ProviderKeyId key =
        random.nextInt(9) == 0 ? null : keys.get(organization * 2 + random.nextInt(2)).id();
    Route route =
        random.nextInt(5) == 0
            ? new Route("models.list", false)
            : new Route("responses.create", true);
    var start =
        new RequestStart(
            RequestId.of(at.toEpochMilli(), 1, count++),
            organizations.get(organization),
            user,
            null,
            key,
            null,
            route,
            route.charged() ? MODELS.get(random.nextInt(MODELS.size())) : null,
            random.nextBoolean(),
            at,
            10);
    RecordEntry.Ended ended = new RecordEntry.Ended(start, end(start), null, List.of());
    switch (random.nextInt(4)) {
      case 0 -> batch.add(new RecordEntry.Whole(start, ended.end(), null));
      case 1 -> batch.addAll(List.of(new RecordEntry.Begun(start), ended));
      case 2 -> {
        batch.add(new RecordEntry.Begun(start));
        later.add(ended);
      }
      default -> batch.add(random.nextInt(5) == 0 ? new RecordEntry.Begun(start) : ended);
    }
  }

  private RequestEnd end(RequestStart start) {
    RequestStatus status =
        Stream.of(RequestStatus.FAILED, RequestStatus.CANCELLED)
            .skip(random.nextInt(2))
            .findFirst()
            .filter(_ -> random.nextInt(5) == 0)
            .orElse(RequestStatus.COMPLETED);
    Cost cost = start.route().charged() ? cost() : Cost.NONE;
    boolean counted = start.route().charged() && cost.certainty() != CostCertainty.UNKNOWN;
    Duration duration = Duration.ofNanos((long) (1e6 * Math.exp(10 * random.nextDouble())));
    return new RequestEnd(
        start.id(),
        status,
        200,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        random.nextInt(10) == 0 ? null : duration.dividedBy(3),
        duration,
        counted ? usage() : null,
        null,
        cost,
        10);
  }

  private TokenUsage usage() {
    long input = random.nextInt(10_000);
    long output = random.nextInt(2_000);
    return new TokenUsage(input, input / 3, input / 9, output, output / 2, input + output);
  }

  private Cost cost() {
    return switch (random.nextInt(5)) {
      case 0 -> Cost.UNKNOWN;
      case 1 -> Cost.UNPRICED;
      case 2 -> Cost.of(amount(), null, List.of(CostReason.WEB_SEARCH));
      default -> Cost.of(amount(), null, List.of());
    };
  }

  /** With more digits than are kept. */
  private Usd amount() {
    return new Usd(BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 14));
  }
}
