package dev.keyporter.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.console.connect.guide.Os;
import dev.keyporter.console.connect.guide.Target;
import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.connect.guide.ToolGuide;
import dev.keyporter.console.connect.guide.ToolGuide.Step;
import dev.keyporter.docs.Shell;
import dev.keyporter.docs.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the console's Connect screen gives to be pasted, pasted: in a home directory of its own,
 * against a proxy with the demo provider, once with a token bound to a user and once with one that
 * needs a header. Packages for Node.js come from npm, into a cache that a second run finds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolGuidesTest {
  private static final String MODEL = "gpt-4.1-mini";
  private static final Path CACHE = Path.of("target", "npm").toAbsolutePath();

  @TempDir static Path directory;

  private Shell shell;
  private String boundToken;
  private String openToken;

  @BeforeAll
  void startProxy() throws IOException {
    shell = new Shell(directory);
    boundToken = token(succeed("keyporter quickstart --user bound@example.com"));
    openToken = token(succeed("keyporter token create --org 'My Organization'"));
    succeed("keyporter serve");
    Files.createDirectories(CACHE);
    succeed(
        "export npm_config_cache='%s/cache' npm_config_prefix='%s/global' PATH='%s/global/bin':$PATH"
                .formatted(CACHE, CACHE, CACHE)
            + " npm_config_prefer_offline=true npm_config_fetch_timeout=60000"
            + " npm_config_fetch_retries=2 npm_config_audit=false npm_config_fund=false"
            + " npm_config_update_notifier=false npm_config_progress=false");
  }

  @AfterAll
  void stopProxy() throws IOException {
    shell.close();
  }

  /** The tools whose texts are run as they are, and what this machine must have for it. */
  @ParameterizedTest(name = "{0}, header: {2}")
  @CsvSource({
    "CURL, curl --version, false",
    "CURL, curl --version, true",
    "ANY, curl --version, false",
    "ANY, curl --version, true",
    "PYTHON, python3 -c 'import openai', false",
    "PYTHON, python3 -c 'import openai', true",
    "LANGCHAIN, python3 -c 'import langchain_openai', false",
    "LANGCHAIN, python3 -c 'import langchain_openai', true",
    "JAVA, true, false",
    "JAVA, true, true",
    "JAVASCRIPT, node --version, false",
    "JAVASCRIPT, node --version, true",
    "VERCEL, node --version, false",
    "VERCEL, node --version, true",
    "CODEX, node --version, false",
    "CODEX, node --version, true"
  })
  void whatIsToBePastedRunsAndIsRecorded(Tool tool, String needs, boolean header)
      throws IOException {
    Result check = shell.run(needs);
    assumeTrue(check.status() == 0, "Not on this machine: " + needs + "\n" + check.output());
    String user = header ? tool.key() + "@example.com" : null;
    String home = "home-" + tool.key() + (header ? "-header" : "");
    succeed("mkdir -p " + home);
    String before = newest(user);

    String printed = follow(guide(tool, user), home);

    if (tool != Tool.ANY) {
      assertTrue(printed.contains("Hello from Keyporter"), printed);
      String recorded = newest(user);
      assertTrue(!recorded.equals(before) && recorded.contains(MODEL), recorded);
    } else {
      assertTrue(printed.contains("\"keyporter-demo\""), printed);
    }
  }

  private ToolGuide guide(Tool tool, @Nullable String user) {
    String token = user == null ? boundToken : openToken;
    return tool.guide(new Target("http://127.0.0.1:8000/v1", token, user, MODEL, Os.LINUX))
        .orElseThrow();
  }

  /** Does the steps in their order, as a user would; gives what the last one printed. */
  private String follow(ToolGuide guide, String home) throws IOException {
    String variables = "";
    String printed = "";
    for (Step step : guide.steps()) {
      switch (step.where()) {
        case ToolGuide.Where.File file -> {
          String path = file.path().replace("~", ".");
          succeed(
              "cd %s && mkdir -p \"$(dirname %s)\" && cat > %s <<'END'\n%sEND\ncd .."
                  .formatted(home, path, path, step.text()));
          if (path.endsWith(".java")) {
            printed = inHome(home, "java -cp '" + Language.openaiJava() + "' " + path);
          }
        }
        case ToolGuide.Where.Terminal _ -> {
          // The shell goes on; each step here has one of its own.
          String text = step.text().replace("python ", "python3 ");
          if (text.startsWith("export ")) {
            variables += text;
          } else if (!text.startsWith("pip install ")) {
            printed = inHome(home, variables + text);
          }
        }
        case ToolGuide.Where.Field field -> throw new AssertionError(field.name());
      }
    }
    return printed;
  }

  private String inHome(String home, String commands) throws IOException {
    return succeed("( cd " + home + "; export HOME=$PWD; set -e\n" + commands + "\n)");
  }

  private String newest(@Nullable String user) throws IOException {
    String filter = user == null ? "user:bound@example.com" : "user:" + user;
    return succeed(
        "keyporter requests list --limit 1 --status completed --filter '" + filter + "'");
  }

  private String succeed(String command) throws IOException {
    Result result = shell.run(command);
    assertEquals(0, result.status(), command + "\n" + result.output());
    return result.output();
  }

  private static String token(String printed) {
    return printed.lines().filter(line -> line.startsWith("eyJ")).findFirst().orElseThrow();
  }
}
