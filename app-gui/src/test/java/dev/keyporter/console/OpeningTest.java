package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.Program;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.cli.ConsoleRequest;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  private static final String KEY_FILE = "master.key";

  @TempDir Path directory;

  @Test
  void aSecondStartBringsTheFirstWindowToTheFront() throws Exception {
    try (Opening first = Opening.begin(request()).orElseThrow()) {
      var shown = new CountDownLatch(1);
      first.listen(shown::countDown);
      Process second = Program.start(directory);
      try {
        assertTrue(second.waitFor(60, TimeUnit.SECONDS));
        assertTrue(shown.await(60, TimeUnit.SECONDS), "nobody was told");
        assertTrue(Program.printed(directory).contains("open already"));
        assertEquals(0, second.exitValue());
      } finally {
        second.destroyForcibly();
      }
    }
  }

  @Test
  void closingWaitsForTheDatabaseAndLeavesTheDirectoryToOthers() {
    Opening.begin(request()).orElseThrow().close();
    try (Opening next = Opening.begin(request()).orElseThrow()) {
      assertEquals(0, next.engine().database().organizations().list().size());
    }
  }

  @Test
  void aLostMasterKeyIsToldAndLookedForAgain() throws IOException {
    byte[] key = loseMasterKey();
    try (Opening opening = Opening.begin(request()).orElseThrow()) {
      assertThrows(UnsealException.class, opening::engine);
      assertThrows(UnsealException.class, opening::engine);
      Files.write(directory.resolve(KEY_FILE), key);
      assertEquals(1, opening.engine().database().organizations().list().size());
    }
  }

  @Test
  void theWindowTellsOfALostMasterKeyAndTriesAgain() throws IOException {
    byte[] key = loseMasterKey();
    try (RunningConsole console = RunningConsole.begin(directory)) {
      console.await("the failure", () -> console.has(".kp-failure"));
      assertFalse(console.has("#nav-overview"));
      Files.write(directory.resolve(KEY_FILE), key);
      console.fire(".kp-failure .button");
      console.await("the frame", () -> console.has("#nav-overview"));
      console.await("a running proxy", () -> console.has(".kp-footer .success"));
    }
  }

  private byte[] loseMasterKey() throws IOException {
    try (Database database = Seed.database(directory)) {
      Seed.token(database, database.organizations().create("Northwind Labs"), null);
    }
    Path file = directory.resolve(KEY_FILE);
    byte[] key = Files.readAllBytes(file);
    Files.delete(file);
    return key;
  }

  private ConsoleRequest request() {
    return new ConsoleRequest(
        new DatabaseSettings.EmbeddedH2(directory),
        null,
        ProxySettings.standard(UpstreamSettings.standard(() -> 0)),
        true,
        Clock.systemUTC(),
        ZoneOffset.UTC);
  }
}
