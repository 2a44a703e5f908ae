package dev.keyporter.db;

import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Another process on the same database, with a request that is still pending. */
final class SharingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final RequestId pending;

  private SharingProcess(Process process, BufferedReader output, RequestId pending) {
    this.process = process;
    this.output = output;
    this.pending = pending;
  }

  /** Runs in the other process. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    DatabaseSettings settings =
        args.length == 1
            ? new DatabaseSettings.EmbeddedH2(directory)
            : new DatabaseSettings.Postgres(directory, args[1]);
    Database database = Database.open(settings, Clock.systemUTC());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  database.close();
                  System.out.println("closed");
                }));
    RequestStart start = start(database);
    System.out.println(start.id().value());
    // Ends with the process that started it, whatever becomes of that.
    while (System.in.read() >= 0) {
      database.requestLog().write(List.of(ended(start)));
      System.out.println("finished");
    }
  }

  /** Records a request that never ends. */
  static RequestId begin(Database database) {
    return start(database).id();
  }

  private static RequestStart start(Database database) {
    Instant now = Instant.now();
    var id = RequestId.of(now.toEpochMilli(), database.instance().slot(), 0);
    var start =
        new RequestStart(
            id,
            new OrganizationId(new UUID(0, 1)),
            null,
            null,
            null,
            null,
            new Route("responses.create", true),
            "gpt-5",
            false,
            now,
            0);
    database.requestLog().write(List.of(new RecordEntry.Begun(start)));
    return start;
  }

  private static RecordEntry ended(RequestStart start) {
    var end =
        new RequestEnd(
            start.id(),
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
            Duration.ofSeconds(1),
            null,
            null,
            Cost.NONE,
            0);
    return new RecordEntry.Ended(start, end, null, List.of());
  }

  static SharingProcess start(DatabaseSettings settings) {
    List<String> command =
        TestProgram.command(SharingProcess.class, settings.dataDirectory().toString());
    if (settings instanceof DatabaseSettings.Postgres(_, String url)) {
      command.add(url);
    }
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      if (line == null) {
        throw new IllegalStateException("The other process ended early.");
      }
      return new SharingProcess(process, output, new RequestId(Long.parseLong(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RequestId pending() {
    return pending;
  }

  /** Has it end its request, and waits until that is recorded. */
  void finish() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String line = output.readLine();
    if (!"finished".equals(line)) {
      throw new IllegalStateException("The other process says: " + line);
    }
  }

  /** Stops it or lets it go on. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and gives the last line it wrote. */
  String terminate() throws IOException, InterruptedException {
    // Process.destroy would close the pipe that is read from here.
    process.toHandle().destroy();
    process.waitFor();
    String last = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      last = line;
    }
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
