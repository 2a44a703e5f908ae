package dev.keyporter.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class KeyporterScriptTest {
  private Checkout checkout;
  private Path jdk;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    checkout = new Checkout(folder);
    checkout.installMaven();
    jdk = checkout.installJdk("jdk", "9001.0.3");
  }

  @Test
  void buildsOnceAndKeepsStandardOutputForTheProgram() throws Exception {
    var first = checkout.start(jdk, "--version");
    assertEquals("jdk " + first.process().pid() + " --version\n", first.output());
    assertTrue(first.complaint().contains("first time"), "says what takes so long");
    assertEquals(0, first.status());

    var second = checkout.start(jdk, "--version");
    assertEquals("", second.complaint());
    assertEquals("jdk " + second.process().pid() + " --version\n", second.output());
    assertEquals(1, checkout.mavenCalls());
  }

  @Test
  void buildsAgainWhenASourceHasChangedEvenWithAnOldDate() throws Exception {
    run();
    Path source = checkout.write("db/src/main/Source", "2");
    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));

    run();

    assertEquals(2, checkout.mavenCalls());
  }

  @Test
  void buildsAgainWhenASourceWasDeleted() throws Exception {
    run();
    Files.delete(checkout.folder.resolve("app-gui/src/main/Source"));

    run();

    assertEquals(2, checkout.mavenCalls());
  }

  @Test
  void findsTheEarlierBuildWhenTheSourcesAreAsTheyWere() throws Exception {
    run();
    checkout.write("db/src/main/Source", "2");
    run();
    checkout.write("db/src/main/Source", "1");

    run();

    assertEquals(2, checkout.mavenCalls());
  }

  @Test
  void leavesTheJarsOfAProgramThatStillRuns() throws Exception {
    run();
    Path builds = checkout.folder.resolve("packaging/jpackage/target/builds");
    Path jar;
    try (var files = Files.walk(builds)) {
      jar = files.filter(file -> file.endsWith("keyporter.jar")).findFirst().orElseThrow();
    }
    checkout.write("db/src/main/Source", "2");

    run();

    assertTrue(Files.exists(jar));
  }

  @Test
  void showsMavensErrorsAndEndsWithOneWhenTheBuildFails() throws Exception {
    checkout.installMaven("echo 'line 7 is wrong'", "exit 3");

    var failed = checkout.start(jdk, "org", "list");

    assertEquals("", failed.output());
    String complaint = failed.complaint();
    assertTrue(complaint.contains("line 7 is wrong"), complaint);
    assertTrue(complaint.endsWith("Keyporter could not be built, see above.\n"), complaint);
    assertEquals(1, failed.status());
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJdk() throws Exception {
    var old = checkout.installJdk("old", "8999");

    var refused = checkout.start(old);

    assertEquals("", refused.output());
    String complaint = refused.complaint();
    assertTrue(complaint.startsWith("Keyporter needs a JDK 9000 or newer"), complaint);
    assertEquals(1, complaint.lines().count());
    assertEquals(1, refused.status());
  }

  @Test
  void saysWhatToInstallWhereThereIsNoMaven() throws Exception {
    Path bare = checkout.onlyTheTools("bash", "cksum", "sort", "find", "dirname");

    var refused =
        checkout.start(
            checkout.folder.resolve("keyporter"),
            Map.of("JAVA_HOME", jdk.toString(), "PATH", bare.toString()));

    String complaint = refused.complaint();
    assertTrue(complaint.contains("install Maven"), complaint);
    assertEquals(1, complaint.lines().count());
    assertEquals(1, refused.status());
  }

  @Test
  void prefersTheJdkTheUserNamesThenTheOneOnThePathThenOnesThatAreInstalled() throws Exception {
    var onPath = checkout.installJdk("on-path", "9000");
    checkout.installJdk(".jdks/installed", "9002");
    var link = checkout.folder.resolveSibling("java-link/java");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, onPath.resolve("bin/java"));
    Path script = checkout.folder.resolve("keyporter");
    String path = link.getParent() + ":" + checkout.path();

    var named = checkout.start(script, Map.of("JAVA_HOME", jdk.toString(), "PATH", path));
    assertTrue(named.output().startsWith("jdk "));
    var found = checkout.start(script, Map.of("PATH", path));
    assertTrue(found.output().startsWith("on-path "));
    var installed = checkout.start(script, Map.of());
    assertTrue(installed.output().startsWith(".jdks/installed "));
  }

  @Test
  void runsThroughALink() throws Exception {
    Path link = checkout.folder.resolveSibling("keyporter-link");
    Files.createSymbolicLink(link, Path.of("a check out/keyporter"));

    var started = checkout.start(link, Map.of("JAVA_HOME", jdk.toString()), "two words");

    assertTrue(started.output().endsWith(" two words\n"));
  }

  @Test
  void letsOnlyOneOfTwoSimultaneousStartsBuild() throws Exception {
    checkout.installMaven("until [ -e go ]; do sleep 0.05; done");
    var first = checkout.start(jdk, "--version");
    var second = checkout.start(jdk, "--version");

    String waiting = lineWith("Waiting", first, second);
    checkout.write("go", "");

    assertTrue(waiting.contains("is building Keyporter"), waiting);
    assertTrue(first.output().startsWith("jdk "));
    assertTrue(second.output().startsWith("jdk "));
    assertEquals(1, checkout.mavenCalls());
  }

  @Test
  void takesOverFromABuildThatWasKilled() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = checkout.folder.resolve("packaging/jpackage/target/builds/lock");
    Files.createDirectories(lock.getParent());
    Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));

    run();

    assertEquals(1, checkout.mavenCalls());
    assertFalse(Files.isSymbolicLink(lock));
  }

  @Test
  void stopsMavenAndGivesTheLockBackWhenItIsStopped() throws Exception {
    checkout.installMaven("echo $$ > maven-pid", "until [ -e go ]; do sleep 0.05; done");
    var started = checkout.start(jdk);
    lineWith("Building", started);
    Path pid = checkout.folder.resolve("maven-pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.onSpinWait();
    }

    started.process().destroy();

    assertEquals(143, started.status());
    long maven = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(maven).ifPresent(handle -> handle.onExit().join());
    Path lock = checkout.folder.resolve("packaging/jpackage/target/builds/lock");
    assertFalse(Files.isSymbolicLink(lock));
  }

  private void run() throws Exception {
    var started = checkout.start(jdk);
    started.output();
    assertEquals(0, started.status(), started.complaint());
  }

  /** The first line on a standard error that holds the word; the programs are still running. */
  private static String lineWith(String word, Checkout.Started... programs) throws Exception {
    var lines = new LinkedBlockingQueue<String>();
    for (var program : programs) {
      Thread.ofVirtual().start(() -> program.process().errorReader().lines().forEach(lines::add));
    }
    String line = lines.take();
    while (!line.contains(word)) {
      line = lines.take();
    }
    return line;
  }
}
