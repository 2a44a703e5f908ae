package dev.keyporter.db.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full loses nothing, and is called so. */
@Timeout(120)
class FullDiskTest {
  /** Takes nothing: every write to it says that there is no space left. */
  private static final Path FULL = Path.of("/dev/full");

  private static final int SAVED = 20;
  private static final int PRESENT = 50;

  /** The name of what a restore keeps has the time in it. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private static final String KEPT = "before-restore-20261123T120000.000Z";

  @TempDir Path directory;
  private DatabaseSettings settings;
  private Path file;

  @BeforeEach
  void prepare() {
    settings = new DatabaseSettings.EmbeddedH2(directory.resolve("data"));
    file = directory.resolve("all.kpbackup");
  }

  private Database open() {
    return Database.open(settings, CLOCK);
  }

  private static void assumeFullDevice() {
    assumeTrue(Files.exists(FULL), "This system has no /dev/full.");
  }

  @Test
  void leavesNoPartOfABackupAndTheOlderOneAsItWas() throws IOException {
    assumeFullDevice();
    Files.writeString(file, "older");
    Path part = Files.createSymbolicLink(directory.resolve("all.kpbackup.part"), FULL);
    try (Database database = open()) {
      SampleState.fill(database, PRESENT);
      var failure =
          assertThrows(
              BackupException.class,
              () -> database.backups().create(file, true, null, Progress.NONE));
      assertEquals(Kind.FULL, failure.kind());
      assertTrue(failure.toString().contains(file.toString()), failure.toString());
      assertFalse(Files.exists(part, LinkOption.NOFOLLOW_LINKS), "a part is left");
      assertEquals("older", Files.readString(file));
      assertTrue(database.backups().last().isEmpty(), "it is called a backup");
    }
  }

  @Test
  void keepsTheDatabaseItselfWhereARestoreHasNoRoomForABackupOfIt() throws IOException {
    assumeFullDevice();
    try (Database database = open()) {
      SampleState.fill(database, SAVED);
      database.backups().create(file, false, null, Progress.NONE);
      SampleState.fill(database, PRESENT - SAVED);
      Path backups = Files.createDirectory(settings.dataDirectory().resolve("backups"));
      Files.createSymbolicLink(backups.resolve(KEPT + ".kpbackup.part"), FULL);

      try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
        Path raw = backups.resolve(KEPT + ".mv.db");
        assertEquals(new Replaced.AsDatabase(raw), staged.restore(Progress.NONE));
        assertTrue(Files.exists(raw), "what was there before is lost");
      }
      assertEquals(SAVED, requests(database, file));
      // There is room again.
      database.backups().create(directory.resolve("later.kpbackup"), false, null, Progress.NONE);
      assertFalse(Files.exists(backups.resolve(KEPT + ".mv.db")), "it did not become a backup");
      assertEquals(PRESENT, requests(database, backups.resolve(KEPT + ".kpbackup")));
    }
  }

  private static int requests(Database database, Path backup) {
    try (StagedBackup staged = database.backups().check(backup, Progress.NONE)) {
      return staged.summary().contents().requests();
    }
  }

  @Test
  void changesNothingWhereABackupThatIsToBeRestoredDoesNotFit() throws Exception {
    Path prepared = directory.resolve("data");
    try (Database database = open()) {
      SampleState.fill(database, PRESENT);
      database.backups().create(file, false, null, Progress.NONE);
      SampleState.fill(database, 1);
    }
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(SmallDisk.isPossible(disk), "A disk of its own cannot be mounted on this machine.");
    Process process =
        new ProcessBuilder(
                SmallDisk.java(
                    disk, prepared, RestoreOnFullDisk.class, disk.toString(), file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
    assertEquals(
        List.of(
            "The disk that holds the database is full. Free some space on it.",
            "left: false",
            "requests: " + (PRESENT + 1),
            "and then: " + PRESENT),
        said.lines().toList());
  }
}
