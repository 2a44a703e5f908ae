package dev.keyporter.db.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.db.TestProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a disk that nobody may write: mounted for one process alone. */
@EnabledOnOs(OS.LINUX)
class ReadOnlyDiskTest {
  @TempDir Path disk;

  @Test
  void isToldAsSuchAndNotAsAWrongOwner() throws Exception {
    assumeTrue(run(List.of("true")).isEmpty(), "This system lets nobody mount.");
    assertEquals(
        "The data directory " + disk + " cannot be written. The file system is read-only.",
        run(TestProgram.command(ReadOnlyDiskTest.class, disk.toString())).strip());
  }

  private String run(List<String> words) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o ro none \"$0\" && exec \"$@\"",
                disk.toString()));
    command.addAll(words);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** Opens a data directory, and says what it is told. */
  public static void main(String[] arguments) {
    try {
      DataDirectory.open(Path.of(arguments[0]));
      System.out.println("opened");
    } catch (DatabaseException e) {
      System.out.println(e.getMessage());
    }
  }
}
