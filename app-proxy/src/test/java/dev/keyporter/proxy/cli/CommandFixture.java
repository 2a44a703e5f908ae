package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import picocli.CommandLine;

/** Runs commands on a data directory of their own, and keeps what they print. */
final class CommandFixture {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  final Path directory;
  final Map<String, String> environment = new HashMap<>();
  String input = "";
  @Nullable Supplier<String> hiddenInput;

  CommandFixture(Path directory) {
    this.directory = directory;
    environment.put("KEYPORTER_DATA_DIR", directory.toString());
  }

  /** What a command left behind. */
  record Result(int status, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Result run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        KeyporterCommand.run(
            terminal(out, err), _ -> Optional.of("There is no display."), arguments);
    return new Result(status, out.toString(), err.toString());
  }

  /** All commands there are. */
  CommandLine all() {
    return KeyporterCommand.line(
        terminal(new StringWriter(), new StringWriter()), _ -> Optional.empty(), "--help");
  }

  private Terminal terminal(StringWriter out, StringWriter err) {
    return new Terminal(
        new BufferedReader(new StringReader(input)),
        new PrintWriter(out),
        new PrintWriter(err),
        hiddenInput,
        environment,
        clock(),
        ZoneOffset.ofHours(2));
  }

  /** Runs a command that must succeed, with {@code --json}. */
  JsonNode json(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    Result result = run(all);
    Assertions.assertEquals(0, result.status(), result.err());
    return result.json();
  }

  /** Runs a command that must fail with status 1 and one line, which is returned. */
  String failure(String... arguments) {
    Result result = run(arguments);
    Assertions.assertEquals(1, result.status(), result.out() + result.err());
    Assertions.assertEquals("", result.out());
    Assertions.assertEquals(1, result.err().lines().count(), result.err());
    return result.err().strip();
  }

  DatabaseSettings settings() {
    return new DatabaseSettings.EmbeddedH2(directory);
  }

  Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  Database database() {
    return Database.open(settings(), clock());
  }
}
