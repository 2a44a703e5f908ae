package dev.keyporter.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bash session with {@code keyporter} on its path, in a folder that looks like a checkout, with
 * an empty data directory. Commands run as a reader would type them: in place of an abbreviated
 * token or id ({@code eyJ…}, {@code req_…}, {@code resp_…}) comes the newest one printed before, in
 * place of port 8000 a free one; {@code keyporter serve} goes on in the background.
 */
public final class Shell implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String STANDARD_PORT = "8000";
  private static final Pattern ABBREVIATED = Pattern.compile("(eyJ|req_|resp_)…");
  private static final Pattern ENDED = Pattern.compile("@@ended (\\d+)");

  private final Path checkout;
  private final Process bash;
  private final Writer input;
  private final BufferedReader output;
  private final String port;
  private final StringBuilder printed = new StringBuilder();

  /** What a command printed on both outputs, and its exit status. */
  public record Result(int status, String output) {}

  public Shell(Path folder) throws IOException {
    port = freePort();
    Path programs = Files.createDirectories(folder.resolve("bin"));
    Path keyporter = installKeyporter(programs.resolve("keyporter"));
    checkout = Files.createDirectories(folder.resolve("work"));
    Files.createSymbolicLink(checkout.resolve("keyporter"), keyporter);
    Files.createSymbolicLink(checkout.resolve("examples"), Path.of("../examples").toRealPath());
    var builder = new ProcessBuilder("bash", "--noprofile", "--norc").redirectErrorStream(true);
    builder.directory(checkout.toFile());
    var environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("KEYPORTER_") || name.startsWith("OPENAI_"));
    environment.put("PATH", programs + ":" + JAVA.getParent() + ":" + environment.get("PATH"));
    environment.put("TZ", "UTC");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("KEYPORTER_DATA_DIR", folder.resolve("data").toString());
    environment.put("KEYPORTER_PORT", port);
    environment.put("KEYPORTER_BASE_URL", "http://127.0.0.1:" + port + "/v1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    // Where the pages store a key of the reader's own; nothing is asked with it.
    environment.put("REAL_KEY", "sk-not-a-real-key");
    bash = builder.start();
    input = bash.outputWriter(UTF_8);
    output = new BufferedReader(new InputStreamReader(bash.getInputStream(), UTF_8));
    // The session reads its commands from its input, so they must not.
    input.write("trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n");
  }

  /** Runs a command to its end; {@code keyporter serve} until it listens. */
  public Result run(String command) throws IOException {
    String actual = fill(command);
    boolean isServer = actual.matches("(\\./)?keyporter serve\\b.*");
    String wrapped =
        isServer
            ? ": > served.txt\n"
                + actual
                + " > served.txt 2>&1 < /dev/null &\n"
                + "until grep -q listening served.txt; do kill -0 $! || break; sleep 0.1; done\n"
                + "cat served.txt; kill -0 $!\n"
            : "{ " + actual + "\n} < /dev/null\n";
    input.write(wrapped + "echo \"@@ended $?\"\n");
    input.flush();
    try {
      return CompletableFuture.supplyAsync(this::readResult)
          .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("Did not end within " + DEADLINE + ": " + actual, e);
    }
  }

  private Result readResult() {
    var lines = new StringBuilder();
    try {
      String line;
      while ((line = output.readLine()) != null) {
        Matcher ended = ENDED.matcher(line);
        if (ended.find()) {
          lines.append(line, 0, ended.start());
          printed.append(lines).append('\n');
          return new Result(
              Integer.parseInt(ended.group(1)), lines.toString().replace(port, STANDARD_PORT));
        }
        lines.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("The shell ended: " + lines);
  }

  private String fill(String command) {
    return ABBREVIATED
        .matcher(command)
        .replaceAll(found -> Matcher.quoteReplacement(newest(found.group(1))))
        .replace(STANDARD_PORT, port);
  }

  private String newest(String beginning) {
    return Pattern.compile(beginning + "[\\w.-]+")
        .matcher(printed)
        .results()
        .map(found -> found.group())
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("Nothing printed so far begins with " + beginning));
  }

  private static Path installKeyporter(Path program) throws IOException {
    // Tests run in their module's folder.
    Path options = Path.of("../packaging/jpackage/java.options").toAbsolutePath().normalize();
    Files.writeString(
        program,
        """
        #!/usr/bin/env bash
        exec '%s' '@%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
          -cp '%s' dev.keyporter.console.Launcher "$@"
        """
            .formatted(JAVA, options, System.getProperty("java.class.path")));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  /** Ends the session and what it left running. */
  @Override
  public void close() throws IOException {
    input.close();
    try {
      if (!bash.waitFor(30, TimeUnit.SECONDS)) {
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.delete(checkout.resolve("examples")); // a link out of the folder, which is deleted next
  }
}
