package dev.keyporter.db.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.TestPostgres;
import dev.keyporter.db.account.AdminChange;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Retention;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsagePeriod;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = SQLDialect.class,
    names = {"H2", "POSTGRES"})
final class SettingsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Rates RATES =
      new Rates(
          new BigDecimal("3"),
          new BigDecimal("0.3"),
          new BigDecimal("3.75"),
          new BigDecimal("15"),
          "");

  private final SQLDialect dialect;

  @TempDir Path folder;

  private Database database;

  SettingsTest(SQLDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    var settings =
        dialect == SQLDialect.POSTGRES
            ? new DatabaseSettings.Postgres(folder, TestPostgres.newDatabase())
            : new DatabaseSettings.EmbeddedH2(folder);
    database = Database.open(settings, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsTheRecordForEverUnlessToldOtherwise() {
    assertEquals(Retention.KEEP, database.settings().retention());

    var month = new Retention(30, null);
    assertTrue(database.settings().setRetention(month));
    assertFalse(database.settings().setRetention(month));
    assertEquals(month, database.settings().retention());
    assertTrue(database.settings().setRetention(Retention.KEEP));
    assertEquals(Retention.KEEP, database.settings().retention());
    assertEquals(List.of("setting.change", "setting.change"), actions());
    assertThrows(IllegalArgumentException.class, () -> new Retention(0, null));
  }

  @Test
  void aPriceOfTheUsersOwnIsInForceAtOnceAndUntilRemoved() {
    assertEquals(Optional.empty(), rates("qwen3.5:14b", NOW));

    database.prices().set("qwen3.5:14b", "standard", null, RATES);
    Rates own = rates("qwen3.5:14b", NOW).orElseThrow();
    assertEquals(RATES.output(), own.output());
    assertEquals("own price, set on 2026-11-23", own.source());

    assertTrue(database.prices().remove("qwen3.5:14b", "standard", null));
    assertFalse(database.prices().remove("qwen3.5:14b", "standard", null));
    assertEquals(Optional.empty(), rates("qwen3.5:14b", NOW));
    assertEquals(List.of("price.remove", "price.set"), actions());
  }

  @Test
  void aPriceFromALaterDateOnLeavesTheBundledOneInForceUntilThen() {
    Rates bundled = rates("gpt-4o-mini", NOW).orElseThrow();
    Instant change = NOW.plus(Duration.ofDays(30));

    database.prices().set("gpt-4o-mini", "default", change, RATES);
    database.prices().set("gpt-4o-mini", "default", change, RATES);

    assertEquals(1, database.prices().overrides().size());
    assertEquals(PriceEntry.STANDARD, database.prices().overrides().getFirst().tier());
    assertEquals(Optional.of(bundled), rates("gpt-4o-mini", NOW));
    assertEquals(RATES.input(), rates("gpt-4o-mini", change).orElseThrow().input());
  }

  @Test
  void erasesWhatHasExpiredAndKeepsTheSums() {
    OrganizationId acme = database.organizations().create("Acme").id();
    RequestId old = record(acme, NOW.minus(Duration.ofDays(40)), 1);
    RequestId middle = record(acme, NOW.minus(Duration.ofDays(20)), 2);
    RequestId fresh = record(acme, NOW, 3);

    assertFalse(database.expired().eraseSome(Retention.KEEP, NOW));
    assertTrue(database.requests().exchange(old).isPresent());
    assertFalse(database.expired().eraseSome(new Retention(10, 30), NOW));

    assertTrue(database.requests().find(old).isEmpty());
    assertTrue(database.requests().find(middle).isPresent());
    assertTrue(database.requests().exchange(middle).isEmpty());
    assertTrue(database.requests().exchange(fresh).isPresent());
    var year = new UsagePeriod(NOW.minus(Duration.ofDays(300)), NOW.plus(Duration.ofDays(1)));
    assertEquals(3, database.usage().total(year, UsageFilter.ALL).requests());
  }

  private RequestId record(OrganizationId organization, Instant at, int count) {
    var id = RequestId.of(at.toEpochMilli(), 0, count);
    var start =
        new RequestStart(
            id,
            organization,
            null,
            null,
            null,
            null,
            new Route("responses.create", true),
            "m",
            false,
            at,
            1);
    var end =
        new RequestEnd(
            id,
            RequestStatus.COMPLETED,
            200,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Duration.ofMillis(5),
            null,
            null,
            Cost.UNKNOWN,
            1);
    var exchange =
        new Exchange(id, organization, "", new byte[] {1}, "", new byte[] {2}, null, null, null);
    database
        .requestLog()
        .write(List.of(new RecordEntry.Whole(start, end, StoredExchange.of(exchange))));
    return id;
  }

  private Optional<Rates> rates(String model, Instant at) {
    return database.prices().table().ratesFor(model, null, 10, at);
  }

  private List<String> actions() {
    return database.adminLog().list(Long.MAX_VALUE, 100).stream().map(AdminChange::action).toList();
  }
}
