package dev.keyporter.proxy.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.recording.Redactor;
import dev.keyporter.proxy.recording.RequestIds;
import dev.keyporter.proxy.recording.RequestRecorder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Compares two ways to make a request's record durable, twice a request: the group commit, and a
 * journal that is replayed into the database. On H2 and on PostgreSQL, with 1 KB prompts, 2 KB
 * answers, and 1, 16 and 64 callers that do nothing but record.
 *
 * <p>{@code scripts/benchmarks/record} runs it.
 */
public final class RecordBenchmark {
  private static final int PROMPT = 1024;
  private static final int ANSWER = 2048;
  private static final List<Integer> CALLERS = List.of(1, 16, 64);
  private static final Rates RATES =
      new Rates(
          new BigDecimal("0.25"),
          new BigDecimal("0.025"),
          new BigDecimal("0.25"),
          new BigDecimal("2"),
          "a price list of 2026-11-01, standard tier");

  private final Clock clock = Clock.systemUTC();
  private final RequestIds ids = new RequestIds(clock, () -> 1, null);
  private final OrganizationId organization = new OrganizationId(new UUID(1, 1));
  private final byte[] prompt = text(PROMPT);
  private final byte[] answer = text(ANSWER);
  private final Duration length;

  private RecordBenchmark(Duration length) {
    this.length = length;
  }

  /** Makes a request's beginning durable. */
  private interface Way {
    Ending begin(RequestStart start);
  }

  /** Makes its end durable. */
  private interface Ending {
    void end(RequestEnd end, Exchange exchange);
  }

  /**
   * Measures H2, then PostgreSQL.
   *
   * @param arguments seconds of each measurement; 5 if there is none
   */
  public static void main(String[] arguments) throws Exception {
    var benchmark =
        new RecordBenchmark(
            Duration.ofSeconds(arguments.length == 0 ? 5 : Long.parseLong(arguments[0])));
    System.out.println(
        "| database | way | callers | answered/s | recorded/s | begin p50 µs | p99 µs | end p50 µs"
            + " | p99 µs | CPU µs/request | behind |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    benchmark.compare("H2", folder -> new DatabaseSettings.EmbeddedH2(folder));
    try (var server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      benchmark.compare(
          "PostgreSQL",
          folder ->
              new DatabaseSettings.Postgres(
                  folder,
                  "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres"));
    }
  }

  private interface Settings {
    DatabaseSettings in(Path folder);
  }

  private void compare(String name, Settings settings) throws Exception {
    Path folder = Files.createTempDirectory("record-benchmark");
    try (var database = Database.open(settings.in(folder), clock)) {
      for (int round = 0; round < 2; round++) {
        for (int callers : CALLERS) {
          // The first round warms up.
          String label = "| " + name + " | %s | " + callers + " | ";
          boolean shown = round > 0;
          measureCommit(shown ? label.formatted("group commit") : null, callers, database);
          measureJournal(
              shown ? label.formatted("journal") : null, callers, database, folder, false);
          measureJournal(
              shown ? label.formatted("journal, fsync") : null, callers, database, folder, true);
        }
      }
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void measureCommit(@Nullable String label, int callers, Database database)
      throws Exception {
    var redactor = new Redactor(_ -> List.of());
    try (var recorder =
        new RequestRecorder(
            database.requestLog(),
            database.journal().orElse(null),
            redactor,
            BodyMemory.unbounded(),
            clock)) {
      Result result =
          measure(
              callers,
              start -> {
                var open = recorder.begin(Recording.BODIES, start);
                return (end, exchange) -> {
                  if (!open.finish(
                      end, recorder.keep(Recording.BODIES, exchange, List.of()), List.of())) {
                    throw new IllegalStateException("Not durable.");
                  }
                };
              });
      recorder.close();
      result.print(label, 0);
    }
  }

  private void measureJournal(
      @Nullable String label, int callers, Database database, Path folder, boolean sync)
      throws Exception {
    var file = folder.resolve(UUID.randomUUID() + ".journal");
    Result result;
    int deepest;
    try (var journal = new RecordJournal(file, database.requestLog(), sync)) {
      result =
          measure(
              callers,
              start -> {
                journal.append(new RecordEntry.Begun(start));
                return (end, exchange) ->
                    journal.append(
                        new RecordEntry.Ended(start, end, StoredExchange.of(exchange), List.of()));
              });
      journal.close();
      deepest = journal.deepest();
    }
    Files.delete(file);
    result.print(label, deepest);
  }

  private Result measure(int callers, Way way) throws Exception {
    var result = new Result();
    long deadline = result.began + length.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<?>>();
      for (int i = 0; i < callers; i++) {
        calls.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() < deadline) {
                    RequestStart start = start();
                    long t0 = System.nanoTime();
                    Ending ending = way.begin(start);
                    long t1 = System.nanoTime();
                    ending.end(end(start.id()), exchange(start.id()));
                    result.add(t1 - t0, System.nanoTime() - t1);
                  }
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    result.answered = System.nanoTime();
    return result;
  }

  /** What a measurement found; CPU and time run until the database has everything. */
  private static final class Result {
    private static final int MOST = 1_000_000;

    private final long began = System.nanoTime();
    private final long cpu = cpu();
    private final long[] begins = new long[MOST];
    private final long[] ends = new long[MOST];
    private final AtomicInteger count = new AtomicInteger();
    private long answered;

    void add(long begin, long end) {
      int i = count.getAndIncrement();
      begins[i] = begin;
      ends[i] = end;
    }

    void print(@Nullable String label, int behind) {
      if (label == null) {
        return;
      }
      int n = count.get();
      long[] begin = Arrays.copyOf(begins, n);
      long[] end = Arrays.copyOf(ends, n);
      Arrays.sort(begin);
      Arrays.sort(end);
      System.out.printf(
          "%s%,d | %,d | %,d | %,d | %,d | %,d | %d | %,d |%n",
          label,
          (long) (n * 1e9 / (answered - began)),
          (long) (n * 1e9 / (System.nanoTime() - began)),
          begin[n / 2] / 1000,
          begin[(int) (n * 0.99)] / 1000,
          end[n / 2] / 1000,
          end[(int) (n * 0.99)] / 1000,
          (cpu() - cpu) / 1000 / n,
          behind);
    }

    /** Of this process, without a PostgreSQL's. */
    private static long cpu() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }

  private RequestStart start() {
    return new RequestStart(
        ids.next(),
        organization,
        new UserId(new UUID(1, 2)),
        new AccessTokenId(new UUID(1, 3)),
        new ProviderKeyId(new UUID(1, 4)),
        "sess_0123456789ABC",
        new Route("responses.create", true),
        "gpt-5-mini",
        false,
        clock.instant(),
        PROMPT);
  }

  private static RequestEnd end(RequestId id) {
    return new RequestEnd(
        id,
        RequestStatus.COMPLETED,
        200,
        null,
        null,
        "gpt-5-mini-2026-08-07",
        "default",
        "resp_" + id.digits(),
        "req_" + id.digits(),
        null,
        Duration.ofMillis(3),
        Duration.ofMillis(4),
        new TokenUsage(200, 0, 0, 400, 0, 600),
        "{\"input_tokens\":200,\"output_tokens\":400,\"total_tokens\":600}",
        Cost.of(Usd.of("0.00085"), RATES, List.of()),
        ANSWER);
  }

  private Exchange exchange(RequestId id) {
    return new Exchange(
        id,
        organization,
        "Accept: application/json\nContent-Type: application/json\nUser-Agent: a client",
        prompt,
        "Content-Type: application/json\nopenai-processing-ms: 3",
        answer,
        null,
        new String(prompt, 0, PROMPT * 3 / 4, UTF_8),
        new String(answer, 0, ANSWER / 2, UTF_8));
  }

  private static byte[] text(int length) {
    var random = new Random(length);
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
    }
    return text.substring(0, length).getBytes(UTF_8);
  }
}
