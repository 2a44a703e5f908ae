package dev.keyporter.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that are too small for the JVM are said by what starts it, built or installed. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LimitsScriptTest {
  private Checkout checkout;
  private Path jdk;
  private Path installed;

  @BeforeEach
  void build(@TempDir Path folder) throws Exception {
    checkout = new Checkout(folder);
    checkout.installMaven();
    jdk = checkout.installJdk("jdk", "9001");
    installed = checkout.installPackage(folder.resolve("a usr"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ulimit -v 1000000", "ulimit -v 5242879"})
  void tooLittleAddressSpaceIsSaidInOneSentence(String limit) throws Exception {
    for (Path program : programs()) {
      Checkout.Started started = start(limit, program);

      assertEquals("", started.output());
      assertEquals(
          "Keyporter cannot start: only "
              + (limit.contains("1000000") ? 976 : 5119)
              + " MB of address space may be used, and it needs 5120. Raise the limit, as with"
              + " 'ulimit -v unlimited'.\n",
          started.complaint());
      assertEquals(1, started.status());
    }
  }

  @Test
  void tooFewThreadsAreSaidInOneSentence() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "nothing limits root's threads");
    for (Path program : programs()) {
      // The shell of this test has its own word for it.
      Checkout.Started started = start("ulimit -u 60 2>/dev/null || ulimit -p 60", program);

      assertEquals(
          "Keyporter cannot start: only 60 processes and threads may run at once, and it begins up"
              + " to 100. Raise the limit, as with 'ulimit -u 4096'.\n",
          started.complaint());
      assertEquals(1, started.status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "ulimit -v 5242880", "ulimit -v unlimited"})
  void whatIsEnoughIsNoObstacle(String limit) throws Exception {
    start("true", programs().getFirst()).status();
    for (Path program : programs()) {
      Checkout.Started started = start(limit, program);

      assertEquals("", started.complaint());
      assertEquals(0, started.status());
    }
  }

  private List<Path> programs() {
    return List.of(checkout.folder.resolve("keyporter"), installed);
  }

  private Checkout.Started start(String limit, Path program) throws Exception {
    return checkout.start(
        Path.of("/bin/sh"),
        Map.of("JAVA_HOME", jdk.toString()),
        "-c",
        limit + "; exec \"$0\" --version",
        program.toString());
  }
}
