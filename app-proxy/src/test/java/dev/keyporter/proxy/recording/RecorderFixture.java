package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.BeforeMigration;
import dev.keyporter.db.engine.ConnectionPool;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** A recorder on a real database whose connections can be made to fail. */
final class RecorderFixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final AccessTokenId TOKEN = new AccessTokenId(new UUID(0, 1));
  private static final ProviderKeyId KEY = new ProviderKeyId(new UUID(0, 2));

  final Database database;
  final Organization organization;
  final User alice;
  final UnreliableSource source;
  final RequestRecorder recorder;
  final RequestIds ids;
  final BodyMemory memory = new BodyMemory(64 << 20);
  private final ConnectionPool pool;

  RecorderFixture(Path directory, Duration beginPatience, Duration endPatience) {
    this(directory, beginPatience, endPatience, false);
  }

  /** One whose entries are durable in the journal, before the database. */
  static RecorderFixture journaled(Path directory, Duration beginPatience) {
    return journaled(directory, beginPatience, PATIENCE);
  }

  static RecorderFixture journaled(Path directory, Duration beginPatience, Duration endPatience) {
    return new RecorderFixture(directory, beginPatience, endPatience, true);
  }

  private RecorderFixture(
      Path directory, Duration beginPatience, Duration endPatience, boolean isJournaled) {
    var settings = new DatabaseSettings.EmbeddedH2(directory);
    database = Database.open(settings, Clock.systemUTC());
    organization = database.organizations().create("Acme");
    alice = database.users().create(organization.id(), "alice");
    pool = ConnectionPool.open(settings, DataDirectory.open(directory), BeforeMigration.NOTHING);
    source = new UnreliableSource(pool.source());
    var transactions = new Transactions(source, SQLDialect.H2);
    var log =
        new RequestLog(
            transactions, database.instance().id(), new UsageRecorder(transactions, () -> 0));
    recorder =
        new RequestRecorder(
            log,
            isJournaled ? database.journal().orElseThrow() : null,
            new Redactor(database.redactionRules()::of),
            memory,
            Clock.systemUTC(),
            beginPatience,
            endPatience);
    ids = new RequestIds(Clock.systemUTC(), database.instance()::slot, null);
  }

  RequestStart start() {
    return new RequestStart(
        ids.next(),
        organization.id(),
        alice.id(),
        TOKEN,
        KEY,
        "sess_1",
        new Route("responses.create", true),
        "gpt-5-mini",
        false,
        Clock.systemUTC().instant(),
        1024);
  }

  static RequestEnd end(RequestId id) {
    return end(id, Cost.UNPRICED);
  }

  static RequestEnd end(RequestId id, Cost cost) {
    return new RequestEnd(
        id,
        RequestStatus.COMPLETED,
        200,
        null,
        "a message",
        "gpt-5-mini",
        "default",
        "resp_" + id.digits(),
        "req_1",
        null,
        Duration.ofMillis(5),
        Duration.ofMillis(9),
        new TokenUsage(10, 0, 0, 5, 0, 15),
        "{}",
        cost,
        2048);
  }

  /** Takes longer than its column can tell. */
  static RequestEnd impossibleEnd(RequestId id) {
    RequestEnd end = end(id);
    return new RequestEnd(
        end.id(),
        end.status(),
        end.httpStatus(),
        end.errorCode(),
        end.errorMessage(),
        end.servedModel(),
        end.serviceTier(),
        end.responseId(),
        end.upstreamRequestId(),
        end.timeToProvider(),
        end.timeToFirstByte(),
        Duration.ofSeconds(Long.MAX_VALUE),
        end.usage(),
        end.rawUsage(),
        end.cost(),
        end.responseBytes());
  }

  Exchange exchange(RequestId id) {
    return exchange(id, "{\"input\":\"hi\"}".getBytes(UTF_8));
  }

  Exchange exchange(RequestId id, byte[] requestBody) {
    return new Exchange(
        id,
        organization.id(),
        "Accept: */*",
        requestBody,
        "Content-Type: application/json",
        "{\"output\":\"hello\"}".getBytes(UTF_8),
        null,
        "hi",
        "hello");
  }

  RequestRecorder.@Nullable Kept keep(Recording recording, RequestId id) {
    return recorder.keep(recording, exchange(id), List.of());
  }

  Optional<RequestSummary> find(RequestId id) {
    return database.requests().find(id);
  }

  @Override
  public void close() {
    source.goOn();
    source.freeDisk();
    recorder.close();
    pool.close();
    database.close();
  }
}
