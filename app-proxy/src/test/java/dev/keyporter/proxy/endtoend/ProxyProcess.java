package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.proxy.cli.KeyporterCommand;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code keyporter serve} in a process of its own, to be stopped or killed. */
final class ProxyProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(60);

  /** In MiB: room for the largest body allowed, so that it starts without a warning. */
  private static final int HEAP = 512;

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
   * @param wrapper a command that runs the rest of its arguments
   */
  static ProxyProcess start(DatabaseSettings settings, Path log, String... wrapper)
      throws Exception {
    return start(HEAP, settings, log, wrapper);
  }

  /**
   * The same with another heap.
   *
   * @param heap in MiB
   */
  static ProxyProcess start(int heap, DatabaseSettings settings, Path log, String... wrapper)
      throws Exception {
    var command = new ArrayList<>(List.of(wrapper));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + heap + "m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dh2.bindAddress=127.0.0.1",
            ProxyProcess.class.getName()));
    var builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("KEYPORTER_"));
    environment.put("CLASSPATH", absolute(System.getProperty("java.class.path")));
    environment.put("KEYPORTER_DATA_DIR", settings.dataDirectory().toString());
    if (settings instanceof DatabaseSettings.Postgres postgres) {
      environment.put("KEYPORTER_DATABASE_URL", postgres.url());
    }
    Process process = builder.start();
    try {
      String address =
          CompletableFuture.supplyAsync(() -> firstLine(process))
              .get(START_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      return new ProxyProcess(process, URI.create(address.substring(address.indexOf("http"))));
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

  long pid() {
    return process.pid();
  }

  /** Ends it at once, without its knowing (SIGKILL). */
  void kill() {
    process.destroyForcibly();
  }

  /** Asks it to end (SIGTERM), and returns its exit status. */
  int stop() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy() would close its input as well
    if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("It does not stop.");
    }
    return process.exitValue();
  }

  /** Returns when it is no more. */
  @Override
  public void close() throws InterruptedException {
    kill();
    process.waitFor();
  }

  /** Serves until stopped or killed, or until whoever started it is no more. */
  public static void main(String[] args) {
    Thread.ofPlatform().daemon().start(ProxyProcess::endWithParent);
    System.exit(KeyporterCommand.run(_ -> Optional.empty(), "serve", "--port", "0"));
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said to it.
      }
    } catch (IOException _) {
      // So it is no more.
    }
    Runtime.getRuntime().halt(1);
  }
}
