package dev.keyporter.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ./keyporter} makes its start cache in the background, whatever became of earlier attempts.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class StartCacheScriptTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private Checkout checkout;
  private Path jdk;

  @BeforeEach
  void build(@TempDir Path folder) throws Exception {
    checkout = new Checkout(folder);
    checkout.installMaven();
    jdk = checkout.installTrainableJdk();
    run("--version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "org list", "--data-dir x requests list", "token create"})
  void theNextStartHasTheCacheThatOneMade(String line) throws Exception {
    assertEquals("", run(line.split(" ")));
    await(() -> !caches().isEmpty());

    assertEquals("with " + caches().getFirst() + "\n", run(line.split(" ")));
    assertEquals(1, trained());
  }

  @Test
  void commandsHaveAnotherCacheThanWhatRunsForLong() throws Exception {
    run("serve");
    await(() -> caches().size() == 1 && !Files.isSymbolicLink(lock()));

    assertEquals("", run("org", "list"));

    await(() -> caches().size() == 2 && !Files.isSymbolicLink(lock()));
    assertNotEquals(run("serve"), run("org", "list"));
    assertEquals(run("org", "list"), run("user", "list"));
    assertEquals(2, trained());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "org"})
  void aFailedAttemptIsFollowedByAnother(String command) throws Exception {
    checkout.write("no-cache", "");
    run(command);
    await(() -> trained() == 1 && !Files.isSymbolicLink(lock()));
    assertEquals(List.of(), caches());
    Files.delete(checkout.folder.resolve("no-cache"));

    run(command);

    await(() -> !caches().isEmpty());
  }

  @Test
  void aKilledAttemptIsFollowedByAnotherAndLeavesNoPartOfACache() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createSymbolicLink(lock(), Path.of(Long.toString(dead.pid())));
    run("serve");
    await(() -> !caches().isEmpty() && !Files.isSymbolicLink(lock()));
    Path cache = build().resolve(caches().getFirst());
    Path part = Files.move(cache, cache.resolveSibling(cache.getFileName() + ".77"));

    run("serve");

    await(() -> !caches().isEmpty() && !Files.isSymbolicLink(lock()));
    assertFalse(Files.exists(part));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/at/all", "/proc"})
  void aPlaceForTemporaryFilesThatTakesNonePreventsNoCache(String temporary) throws Exception {
    checkout
        .start(
            checkout.folder.resolve("keyporter"),
            Map.of("JAVA_HOME", jdk.toString(), "TMPDIR", temporary),
            "serve")
        .status();

    await(() -> !caches().isEmpty() && !Files.isSymbolicLink(lock()));
    try (Stream<Path> left = Files.list(build())) {
      assertTrue(left.noneMatch(file -> file.toString().contains(".work.")));
    }
  }

  @Test
  void aLockOlderThanAnyAttemptIsBrokenEvenWhereItsNumberIsAnotherProcess() throws Exception {
    Files.createSymbolicLink(lock(), Path.of(Long.toString(ProcessHandle.current().pid())));
    new ProcessBuilder("touch", "-h", "-t", "202001010000", lock().toString()).start().waitFor();

    run("serve");

    await(() -> !caches().isEmpty());
  }

  @Test
  void whileOneIsBeingMadeNoOtherIs() throws Exception {
    Files.createSymbolicLink(lock(), Path.of(Long.toString(ProcessHandle.current().pid())));
    run("serve");
    run("serve");
    Files.delete(lock());

    run("serve");

    await(() -> !caches().isEmpty());
    assertEquals(1, trained());
  }

  @Test
  void anotherJdkGetsACacheOfItsOwnInThePlaceOfTheOld() throws Exception {
    run("serve");
    await(() -> !caches().isEmpty() && !Files.isSymbolicLink(lock()));
    String first = caches().getFirst();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"9001.1\"\n");

    assertEquals("", run("serve"), "the old cache would be passed over");

    await(() -> !caches().isEmpty() && !caches().contains(first));
    assertTrue(run("serve").startsWith("with "));
  }

  private String run(String... arguments) throws Exception {
    var started = checkout.start(jdk, arguments);
    String output = started.output();
    assertEquals(0, started.status(), started.complaint());
    return output;
  }

  private Path build() {
    Path builds = checkout.folder.resolve("packaging/jpackage/target/builds");
    try (Stream<Path> all = Files.list(builds)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path lock() {
    return build().resolve("start-cache.lock");
  }

  private List<String> caches() {
    try (Stream<Path> all = Files.list(build())) {
      return all.map(file -> file.getFileName().toString())
          .filter(n -> n.endsWith(".aot"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int trained() {
    try {
      Path notes = checkout.folder.resolve("trained");
      return Files.exists(notes) ? Files.readAllLines(notes).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < DEADLINE.toNanos(), "It did not come to pass.");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
