package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WriteObstacleTest {
  @TempDir Path directory;

  @Test
  void tellsADirectoryThatIsNotThere() {
    assertTold(WriteObstacle.NO_DIRECTORY, directory.resolve("no/such/file"));
  }

  @Test
  void tellsAFileInTheWay() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertTold(WriteObstacle.FILE_AS_DIRECTORY, file.resolve("below"));
    assertTold(WriteObstacle.FILE_AS_DIRECTORY, file.resolve("far/below"));
  }

  @Test
  void tellsADirectoryOfThatName() {
    assertTold(WriteObstacle.IS_DIRECTORY, directory);
  }

  @Test
  void tellsANameThatIsTooLong() {
    assertTold(WriteObstacle.NAME_TOO_LONG, directory.resolve("x".repeat(300)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsAPlaceOfTheSystem() {
    assertTold(WriteObstacle.TAKES_NO_FILES, Path.of("/proc/all.kpbackup"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsAFullDisk() throws IOException {
    var out = Files.newOutputStream(Path.of("/dev/full"));
    var failure = assertThrows(IOException.class, () -> out.write(1));

    assertEquals(WriteObstacle.FULL, WriteObstacle.of(directory.resolve("file"), failure));
  }

  @Test
  void tellsThatSomebodyElseMustAllowIt() {
    Path file = directory.resolve("file");
    var failure = new AccessDeniedException(file.toString());

    assertEquals(WriteObstacle.NOT_ALLOWED, WriteObstacle.of(file, failure));
  }

  @Test
  void tellsThatTooManyFilesAreOpen() {
    Path file = directory.resolve("file");
    var failure = new FileSystemException(file.toString(), null, "Too many open files");

    assertEquals(WriteObstacle.TOO_MANY_OPEN, WriteObstacle.of(file, failure));
  }

  @Test
  void repeatsTheSystemWhereItKnowsNothingBetter() {
    Path file = directory.resolve("file");
    var failure = new FileSystemException(file.toString(), null, "Bad weather");

    assertEquals("The system says: Bad weather.", WriteObstacle.sentence(file, failure));
  }

  /** Tries to write it, and looks what is told. */
  private static void assertTold(WriteObstacle expected, Path file) {
    var failure = assertThrows(IOException.class, () -> Files.writeString(file, "x"));

    assertEquals(expected, WriteObstacle.of(file, failure), failure::toString);
    String sentence = WriteObstacle.sentence(file, failure);
    assertTrue(sentence.endsWith(".") && !sentence.contains("disk is full"), sentence);
  }
}
