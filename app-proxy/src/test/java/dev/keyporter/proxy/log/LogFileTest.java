package dev.keyporter.proxy.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final Logger OWN = Logger.getLogger("dev.keyporter.proxy.log.Sample");
  private static final Logger LIBRARY = Logger.getLogger("io.library.Sample");

  @TempDir Path directory;

  @Test
  void writesOneLineWithTheTimeForEachEvent() throws IOException {
    try (var _ = open(LogLevel.INFO)) {
      OWN.info("A name\nWARNING that pretends\tto be a line.");
      OWN.fine("Too fine.");
    }
    List<String> lines = lines("keyporter-0.0.log");
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(
        lines
            .getFirst()
            .matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO Sample:"
                    + " A name \\| WARNING that pretends\\?to be a line\\."),
        lines.getFirst());
  }

  @Test
  void whoSaysALineThatCannotBeWrittenDoesNotFail() throws IOException {
    var clock = new FailingClock();
    try (var _ = LogFile.open(DataDirectory.open(directory), LogLevel.INFO, clock)) {
      clock.fails = true;
      OWN.info("lost");
      clock.fails = false;
      OWN.info("kept");
    }
    List<String> lines = lines("keyporter-0.0.log");
    assertEquals(1, lines.size(), lines.toString());
  }

  private static final class FailingClock extends Clock {
    private boolean fails;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      if (fails) {
        throw new OutOfMemoryError("Java heap space");
      }
      return Instant.now();
    }
  }

  @Test
  void saysAsMuchAsItsLevel() throws IOException {
    try (var _ = open(LogLevel.ERROR)) {
      OWN.warning("one");
      OWN.severe("two");
    }
    assertEquals(1, lines("keyporter-0.0.log").size());
    try (var _ = open(LogLevel.DEBUG)) {
      OWN.fine("three");
      LIBRARY.info("four");
      LIBRARY.warning("five");
    }
    assertEquals(3, lines("keyporter-0.0.log").size());
  }

  @Test
  void keepsNoWordsOfLibrariesAndExceptions() throws IOException {
    try (var _ = open(LogLevel.DEBUG)) {
      var failure = new IllegalStateException("sk-secret", new IOException("Bearer secret"));
      LIBRARY.log(Level.SEVERE, "Bad header: Bearer secret {0}", "sk-secret");
      LIBRARY.log(Level.SEVERE, "secret", failure);
      OWN.log(Level.SEVERE, "It failed.", failure);
    }
    String text = String.join("\n", lines("keyporter-0.0.log"));
    assertFalse(text.contains("secret"), text);
    assertTrue(text.contains("It failed. | java.lang.IllegalStateException at "), text);
    assertTrue(text.contains("| java.io.IOException at "), text);
  }

  @Test
  void keepsTheWordsOfTheDatabasesExceptionsWhichAreForPeople() throws IOException {
    try (var _ = open(LogLevel.INFO)) {
      var full = new DatabaseException(DatabaseException.Kind.FULL, "The disk\nis full.");
      OWN.log(Level.WARNING, "Looking failed.", full);
    }
    String text = String.join("\n", lines("keyporter-0.0.log"));
    assertTrue(text.contains("DatabaseException: The disk | is full. at "), text);
  }

  @Test
  void isBoundInSize() throws IOException {
    try (var _ = open(LogLevel.INFO)) {
      String long1 = "x".repeat(100_000);
      for (int i = 0; i < 150; i++) {
        OWN.info(long1);
      }
    }
    try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
      List<Long> sizes = files.map(file -> file.toFile().length()).toList();
      assertEquals(5, sizes.size(), sizes.toString());
      assertTrue(sizes.stream().allMatch(size -> size < (2 << 20) + 200_000), sizes.toString());
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    try (var _ = open(LogLevel.INFO)) {
      for (int i = 0; i < 30; i++) {
        OWN.info("x".repeat(100_000)); // so that a second file is begun
      }
      try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
        List<Path> all = files.toList();
        assertEquals(3, all.size(), all.toString());
        for (Path file : all) {
          assertEquals(
              "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
      }
    }
  }

  @Test
  void givesTwoProcessesTheirOwnFiles() throws IOException {
    try (var _ = open(LogLevel.INFO);
        var _ = open(LogLevel.INFO)) {
      OWN.info("Both hear it in this test, since they are one process.");
    }
    assertEquals(1, lines("keyporter-0.0.log").size());
    assertEquals(1, lines("keyporter-1.0.log").size());
  }

  @Test
  void removesOldFilesExceptThoseInUse() throws IOException {
    Path logs = Files.createDirectory(directory.resolve("logs"));
    Path old = aged(logs.resolve("keyporter-3.2.log"), Duration.ofDays(15));
    Path recent = aged(logs.resolve("keyporter-3.1.log"), Duration.ofDays(13));
    Path used = aged(logs.resolve("keyporter-4.0.log"), Duration.ofDays(15));
    Files.createFile(logs.resolve("keyporter-4.0.log.lck"));
    Path foreign = aged(logs.resolve("notes.log"), Duration.ofDays(15));

    open(LogLevel.INFO).close();

    assertFalse(Files.exists(old));
    assertTrue(Files.exists(recent));
    assertTrue(Files.exists(used));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void goesOnWhenJavaDropsItsHandlersAtTheEndOfTheProcess() throws IOException {
    try (var _ = open(LogLevel.INFO)) {
      Logger root = Logger.getLogger("");
      for (var handler : root.getHandlers()) {
        if (handler.getClass().getName().startsWith(LogFile.class.getName())) {
          root.removeHandler(handler);
          handler.close();
        }
      }
      OWN.info("Stopped.");
    }
    assertEquals(1, lines("keyporter-0.0.log").size());
    assertEquals(
        0,
        Stream.of(Logger.getLogger("").getHandlers())
            .filter(handler -> handler.getClass().getName().startsWith(LogFile.class.getName()))
            .count());
  }

  @Test
  void saysThatItCannotBeWritten() throws IOException {
    Files.createFile(directory.resolve("logs"));
    var failure = assertThrows(DatabaseException.class, () -> open(LogLevel.INFO));
    assertEquals(DatabaseException.Kind.NOT_WRITABLE, failure.kind());
  }

  private LogFile open(LogLevel level) {
    return LogFile.open(DataDirectory.open(directory), level, Clock.systemUTC());
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve("logs").resolve(name));
  }

  private static Path aged(Path file, Duration age) throws IOException {
    Files.createFile(file);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
