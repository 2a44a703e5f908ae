package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.export.Export.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileExportTest {
  private static final int COUNT = 1500;
  private static final RequestFilter FAILED =
      RequestFilter.of(FilterTerm.Choice.status(RequestStatus.FAILED));

  @TempDir static Path data;
  private static Database database;

  @TempDir Path folder;

  @BeforeAll
  static void fill() {
    Fixture.write(data, new Fixture.Plan(COUNT, 10, Fixture.NOW));
    database = Database.open(new DatabaseSettings.EmbeddedH2(data), Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void writesAllThatTheFilterFinds() throws IOException {
    Path file = folder.resolve("failed.csv");
    var seen = new AtomicLong();

    Optional<Long> written = export(FAILED, Format.CSV, file, seen);

    List<String> lines = Files.readAllLines(file);
    assertTrue(written.orElseThrow() > 0 && written.orElseThrow() < COUNT);
    assertTrue(lines.getFirst().startsWith("request_id,"));
    assertTrue(lines.stream().skip(1).filter(line -> line.startsWith("req_")).count() > 0);
    assertEquals(written.orElseThrow(), seen.get());
  }

  @Test
  void writesOneObjectALine() throws IOException {
    Path file = folder.resolve("all.jsonl");

    Optional<Long> written = export(RequestFilter.ALL, Format.JSONL, file, new AtomicLong());

    assertEquals(Optional.of((long) COUNT), written);
    assertEquals(COUNT, Files.readAllLines(file).size());
  }

  @Test
  void leavesNothingBehindWhenCancelled() throws IOException {
    Path file = folder.resolve("all.csv");
    Files.writeString(file, "from before");
    var steps = new AtomicLong();

    Optional<Long> written =
        new FileExport(database.requests(), RequestFilter.ALL, Format.CSV, file)
            .run((_, _) -> steps.incrementAndGet(), () -> steps.get() > 0);

    assertEquals(Optional.empty(), written);
    assertEquals("from before", Files.readString(file));
    try (var there = Files.list(folder)) {
      assertEquals(List.of(file), there.toList());
    }
  }

  @Test
  void saysWhenTheFileCannotBeWritten() {
    Path file = folder.resolve("gone").resolve("all.csv");

    assertThrows(
        IOException.class, () -> export(RequestFilter.ALL, Format.CSV, file, new AtomicLong()));
    assertFalse(Files.exists(file));
  }

  private static Optional<Long> export(
      RequestFilter filter, Format format, Path file, AtomicLong seen) throws IOException {
    return new FileExport(database.requests(), filter, format, file)
        .run((found, _) -> seen.set(found), () -> false);
  }
}
