package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.testing.ProxyFixture;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The proxy in a process of its own, to be killed. */
final class ProxyProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;

  private ProxyProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param log gets what it says on standard error
   */
  static ProxyProcess start(DatabaseSettings settings, Path log) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dh2.bindAddress=127.0.0.1",
                ProxyProcess.class.getName(),
                settings.dataDirectory().toString()));
    if (settings instanceof DatabaseSettings.Postgres postgres) {
      command.add(postgres.url());
    }
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("CLASSPATH", absolute(System.getProperty("java.class.path")));
    Process process = builder.start();
    try {
      String address =
          CompletableFuture.supplyAsync(() -> firstLine(process))
              .get(START_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      return new ProxyProcess(process, URI.create(address));
    } catch (Exception e) {
      process.destroyForcibly();
      throw new AssertionError("No proxy came up:\n" + Files.readString(log, UTF_8), e);
    }
  }

  private static String firstLine(Process process) {
    try {
      String line = process.inputReader(UTF_8).readLine();
      if (line == null) {
        throw new IllegalStateException("The process ended.");
      }
      return line;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String absolute(String classPath) {
    var entries = new ArrayList<String>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  URI address() {
    return address;
  }

  /** Ends it at once, without its knowing (SIGKILL). */
  void kill() {
    process.destroyForcibly();
  }

  /** Returns when it is no more. */
  @Override
  public void close() throws InterruptedException {
    kill();
    process.waitFor();
  }

  /** Serves until killed, or until whoever started it is no more. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    DatabaseSettings settings =
        args.length > 1
            ? new DatabaseSettings.Postgres(directory, args[1])
            : new DatabaseSettings.EmbeddedH2(directory);
    var database = Database.open(settings, Clock.systemUTC());
    var proxy =
        new Proxy(ProxyFixture.settings(READ_TIMEOUT), directory, database, Clock.systemUTC());
    System.out.println(proxy.start().uri());
    while (System.in.read() >= 0) {
      // Nothing is ever said to it.
    }
    System.exit(0);
  }
}
