package dev.keyporter.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed (-9) during a restore leaves one whole state, and others go on. */
class KilledRestoreTest {
  /** In the backup; as many as make a stage last. */
  private static final int SAVED = 300;

  private static final int PRESENT = 600;

  @TempDir Path directory;
  private DatabaseSettings settings;
  private Path data;
  private Path file;

  @BeforeEach
  void prepare() {
    data = directory.resolve("data");
    settings = new DatabaseSettings.EmbeddedH2(data);
    file = directory.resolve("all.kpbackup");
    try (Database database = open()) {
      SampleState.fill(database, SAVED);
      database.backups().create(file, false, null, Progress.NONE);
      SampleState.fill(database, PRESENT - SAVED);
    }
  }

  private Database open() {
    return Database.open(settings, Clock.systemUTC());
  }

  private Map<String, List<String>> dump() {
    var dump = Dump.of(settings);
    dump.remove("admin_change");
    Objects.requireNonNull(dump.get("setting")).removeIf(row -> row.contains("backup.last"));
    return dump;
  }

  private static int requests(Map<String, List<String>> dump) {
    return Objects.requireNonNull(dump.get("request")).size();
  }

  @Test
  void leavesTheOldStateWhileTheBackupIsRead() throws Exception {
    leavesTheOldState(Stage.CHECKING);
  }

  @Test
  void leavesTheOldStateJustBeforeItIsReplaced() throws Exception {
    leavesTheOldState(Stage.REPLACING);
  }

  private void leavesTheOldState(Stage stage) throws Exception {
    var before = dump();
    RestoringProcess.killAt(stage, data, file);
    assertTrue(Files.exists(data.resolve("restoring")), "nothing is left to be removed");
    try (Database fresh = open()) {
      assertEquals(before, dump());
      assertEquals(List.of(), leftovers());
      SampleState.fill(fresh, 1);
    }
  }

  @Test
  void leavesTheNewStateWhileTheOldOneIsKeptAndKeepsItLater() throws Exception {
    var before = dump();
    try (Database running = open()) {
      RestoringProcess.killAt(Stage.KEEPING, data, file);
      // Its connections broke.
      SampleState.fill(running, 1);
      assertEquals(SAVED + 1, requests(dump()));
      open().close();
      assertEquals(1, leftovers().size(), "what was replaced is lost");
      running.backups().create(directory.resolve("more.kpbackup"), false, null, Progress.NONE);
      assertEquals(List.of(), leftovers());
      try (StagedBackup staged = running.backups().check(kept(), Progress.NONE)) {
        staged.restore(Progress.NONE);
      }
    }
    assertEquals(before, dump());
  }

  private Path kept() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files.filter(path -> path.toString().endsWith(Backups.ENDING)).findAny().orElseThrow();
    }
  }

  /** What nobody needs. */
  private List<Path> leftovers() throws IOException {
    assertFalse(Files.exists(data.resolve("restoring")));
    if (!Files.exists(data.resolve("backups"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files.filter(path -> !path.toString().endsWith(Backups.ENDING)).toList();
    }
  }
}
