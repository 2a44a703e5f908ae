package dev.keyporter.db.backup;

import dev.keyporter.db.TestProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small disk of a process's own, in memory: mounted in a namespace that only this process sees,
 * which Linux lets most users do.
 */
final class SmallDisk {
  private static final String MOUNT =
      "mount -t tmpfs -o size=24m none \"$0\" && { [ -z \"$1\" ] || cp -a \"$1/.\" \"$0\"; }"
          + " && shift && exec \"$@\"";

  private SmallDisk() {}

  static boolean isPossible(Path disk) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command(disk, "", List.of("true"))).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false; // There is no such command.
    }
  }

  /** Runs a program of the tests on a disk that holds a copy of a folder at first. */
  static List<String> java(Path disk, Path copied, Class<?> program, String... arguments) {
    return command(disk, copied.toString(), TestProgram.command(program, arguments));
  }

  private static List<String> command(Path disk, String copied, List<String> words) {
    var command =
        new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", MOUNT, disk.toString(), copied));
    command.addAll(words);
    return command;
  }

  /** Uses up what is free. */
  static void fill(Path filler) {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      // It is full.
    }
  }
}
