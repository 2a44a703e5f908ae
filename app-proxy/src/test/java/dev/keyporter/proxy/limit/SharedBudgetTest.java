package dev.keyporter.proxy.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.limit.BudgetState;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies on one database keep to a limit together. */
class SharedBudgetTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int THREADS = 24;
  private static final int REQUESTS = 240;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProxyFixture first;
  private Database database;
  private Proxy second;
  private URI secondAddress;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    first = ProxyFixture.start(directory);
    first.openaiKey(provider.baseUrl());
    LimitFixture.setPrice(first.database());
    provider.otherwise(LimitFixture.answer(1));
    DatabaseSettings settings = new EmbeddedH2(directory);
    database = Database.open(settings, Clock.systemUTC());
    second = new Proxy(ProxyFixture.settings(DEADLINE), directory, database, Clock.systemUTC());
    secondAddress = second.start().uri();
  }

  @AfterEach
  void stop() {
    second.close();
    database.close();
    first.close();
    provider.close();
  }

  @Test
  void manyThreadsThroughBothPassABudgetOfSixtySixtyTimes() throws Exception {
    LimitFixture.limit(first, LimitKind.USD_PER_DAY, 60);

    int passed = passed("{\"model\":\"dollar\",\"input\":\"Hi\",\"max_output_tokens\":1}");

    assertTrue(passed >= 40 && passed <= 60, () -> passed + " passed");
    assertEquals(passed, provider.requests().size());
    until(() -> isSpent(passed));
  }

  @Test
  void withoutANamedLimitTheyPassItByNoMoreThanASurprise() throws Exception {
    LimitFixture.limit(first, LimitKind.USD_PER_DAY, 60);

    int passed = passed("{\"model\":\"dollar\",\"input\":\"Hi\"}");

    assertTrue(passed >= 40 && passed <= 62, () -> passed + " passed");
  }

  @Test
  void requestsByTheMinuteAreCountedTogether() throws Exception {
    LimitFixture.limit(first, LimitKind.REQUESTS_PER_MINUTE, 60);

    int passed = passed("{\"model\":\"dollar\",\"input\":\"Hi\"}");

    assertTrue(passed >= 40 && passed <= 60, () -> passed + " passed");
  }

  @Test
  void whatOneDoesNotNeedTheOtherGets() throws Exception {
    LimitFixture.limit(first, LimitKind.USD_PER_DAY, 100);
    assertEquals(200, status(first.address(), 1), "it has some more in hand then");
    provider.otherwise(LimitFixture.answer(50));
    assertEquals(200, status(secondAddress, 50));
    provider.otherwise(LimitFixture.answer(49));

    until(() -> status(secondAddress, 49) == 200);

    assertEquals(429, status(first.address(), 1));
  }

  @Test
  void aLimitSetThroughOneHoldsInTheOther() {
    assertEquals(200, status(secondAddress, 1));
    LimitFixture.limit(first, LimitKind.USD_PER_DAY, 1);

    until(() -> status(secondAddress, 1) == 429);

    LimitFixture.limit(first, LimitKind.USD_PER_DAY, 1000);
    until(() -> status(secondAddress, 1) == 200);
  }

  /** How many of many requests pass. */
  private int passed(String body) throws Exception {
    // The other one has heard of the limit, so that it is asked for from the first request on.
    until(() -> second.server().inFlight() == 0 && heardOfLimits());
    var left = new AtomicInteger(REQUESTS);
    var passed = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        URI address = i % 2 == 0 ? first.address() : secondAddress;
        running.add(
            threads.submit(
                () -> {
                  while (left.getAndDecrement() > 0) {
                    var answer =
                        client.send(
                            LimitFixture.ask(address, first.token(), body),
                            BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                      passed.incrementAndGet();
                    } else {
                      assertEquals(429, answer.statusCode(), answer.body());
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return passed.get();
  }

  private boolean heardOfLimits() {
    try {
      return client
          .send(
              HttpRequest.newBuilder(secondAddress.resolve("/v1/limits"))
                  .header("Authorization", "Bearer " + first.token())
                  .header("X-User-ID", "alice")
                  .build(),
              BodyHandlers.ofString())
          .body()
          .contains("\"organization\"");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private boolean isSpent(long dollars) {
    var scope = new LimitScope.OfOrganization(first.organization().id());
    BudgetState state =
        database
            .budgets()
            .of(database.limits().find(scope).orElseThrow(), Instant.now())
            .getFirst();
    return state.spent().amount().compareTo(BigDecimal.valueOf(dollars)) == 0
        && state.reserved().amount().signum() == 0;
  }

  private int status(URI proxy, long most) {
    try {
      return client
          .send(LimitFixture.ask(proxy, first.token(), most), BodyHandlers.ofString())
          .statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "It did not come to pass within " + DEADLINE);
      LockSupport.parkNanos(50_000_000);
    }
  }
}
