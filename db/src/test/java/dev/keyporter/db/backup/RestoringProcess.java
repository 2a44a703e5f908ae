package dev.keyporter.db.backup;

import dev.keyporter.db.Database;
import dev.keyporter.db.TestProgram;
import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** A restore in a process of its own, which stops at some point and waits to be killed. */
final class RestoringProcess {
  private RestoringProcess() {}

  /** Runs in the other process. */
  public static void main(String[] args) {
    Stage last = Stage.valueOf(args[2]);
    Progress progress =
        (stage, done, total) -> {
          if (stage == last && (done > 0 || total < 2)) {
            System.out.println("reached");
            awaitEnd();
          }
          return true;
        };
    try (Database database =
            Database.open(new DatabaseSettings.EmbeddedH2(Path.of(args[0])), Clock.systemUTC());
        StagedBackup staged = database.backups().check(Path.of(args[1]), progress)) {
      staged.restore(progress);
    }
  }

  /** Ends with the process that started it, whatever becomes of that. */
  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException _) {
      // So it is no more.
    }
    Runtime.getRuntime().halt(1);
  }

  /** Starts one, and kills it when it has reached a stage. */
  static void killAt(Stage stage, Path dataDirectory, Path backup) throws InterruptedException {
    startUntil(stage, dataDirectory, backup).destroyForcibly().waitFor();
  }

  /** Starts one that has reached a stage and goes no further. */
  static Process startUntil(Stage stage, Path dataDirectory, Path backup) {
    try {
      Process process =
          new ProcessBuilder(
                  TestProgram.command(
                      RestoringProcess.class,
                      dataDirectory.toString(),
                      backup.toString(),
                      stage.name()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      if (!"reached".equals(output.readLine())) {
        process.destroyForcibly();
        throw new IllegalStateException("The other process ended early.");
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
