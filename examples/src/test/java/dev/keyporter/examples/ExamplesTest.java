package dev.keyporter.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.docs.Shell;
import dev.keyporter.docs.Shell.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The examples, as their readers run them, against a proxy with the demo provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
  private static final String TIME = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  /** The sections and labels of the client this project's clients follow, in its order. */
  private static final String CLIENT_OUTPUT =
      """
      === OpenAI Proxy Client Example ===

      1\\. Non-streaming request:
      Response: The capital of France is Paris\\.
      Request ID: req_\\w+
      Response ID: resp_\\w+
      Tokens used: \\d+

      2\\. Streaming request:
      Response: 1! 2! 3! 4! 5! Woohoo!
      Request ID: req_\\w+
      Response ID: resp_\\w+

      3\\. Rating response by request ID:
      Rating submitted successfully
      Rated at: %1$s

      4\\. Rating response by response ID:
      Rating submitted successfully
      Rated at: %1$s

      Session ID: sess_\\w+

      === Example Complete ===
      """
          .formatted(TIME);

  @TempDir static Path directory;

  private Shell shell;
  private String boundToken;
  private String openToken;
  private String endingToken;

  @BeforeAll
  void startProxy() throws IOException {
    shell = new Shell(directory);
    boundToken = token(succeed("keyporter quickstart --user user@example.com"));
    openToken = token(succeed("keyporter token create --org 'My Organization'"));
    endingToken = token(succeed("keyporter token create --org 'My Organization' --days 3"));
    succeed("keyporter serve");
    succeed("export OPENAI_BASE_URL=http://127.0.0.1:8000/v1 OPENAI_API_KEY=" + boundToken);
  }

  @AfterAll
  void stopProxy() throws IOException {
    shell.close();
  }

  @ParameterizedTest
  @EnumSource
  void clientPrintsEachSectionInOrder(Language language) throws IOException {
    assumeInstalled(language.check);
    assertMatches(CLIENT_OUTPUT, succeed(with(boundToken, language.client)));
  }

  @ParameterizedTest
  @EnumSource
  void clientSaysWhatToDoAboutARefusedToken(Language language) throws IOException {
    assumeInstalled(language.check);
    Result result = shell.run(with("not-a-token", language.client));
    assertEquals(1, result.status(), result.output());
    assertContains(result.output(), "401", "token_malformed", "keyporter token create");
  }

  @ParameterizedTest
  @EnumSource
  void clientWarnsOfATokenThatEndsSoonAndWorksOn(Language language) throws IOException {
    assumeInstalled(language.check);
    assertMatches(
        "The token ends 20.*: issue the next one with 'keyporter token create'\\.\n"
            + CLIENT_OUTPUT,
        succeed(with(endingToken, language.client)));
  }

  @ParameterizedTest
  @EnumSource
  void tourShowsTheRestMeetsEachErrorAndTriesAgain(Language language) throws IOException {
    assumeInstalled(language.check);
    int refused = rateLimited();
    String bound = succeed(with(boundToken, language.tour));
    assertEquals(3, rateLimited() - refused, "one attempt, and two more after the pause asked for");
    assertContains(
        bound,
        "\nSession ID: my-custom-session-123\n",
        "\nModel: gpt-4o\n",
        "3. Retrieving a response:\nResponse: The capital of France is Paris.\n",
        "Before that, in this conversation: \"What is the capital of France?\"",
        "\n400 invalid_rating: ",
        "\n401 token_malformed: ",
        "\n403 user_mismatch: ",
        "\n404 response_not_found: ",
        "\n422: not with this token and key\n",
        "\n429 rate_limit_exceeded: ",
        "=== Tour Complete ===\n");
    assertContains(succeed(with(openToken, language.tour)), "\n422 user_id_missing: ");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CURL")
  void officialSdkAnswersAndStreams(Language language) throws IOException {
    assumeInstalled(language.sdkCheck);
    assertContains(
        succeed(language.sdk), "The capital of France is Paris.\n1! 2! 3! 4! 5! Woohoo!\n");
  }

  private int rateLimited() throws IOException {
    String command = "keyporter requests list --status failed --limit 1000";
    return (int) succeed(command).lines().filter(line -> line.contains("failed 429")).count();
  }

  private static String with(String token, String command) {
    return "KEYPORTER_TOKEN=" + token + " " + command;
  }

  private String succeed(String command) throws IOException {
    Result result = shell.run(command);
    assertEquals(0, result.status(), command + "\n" + result.output());
    return result.output();
  }

  private void assumeInstalled(String check) throws IOException {
    Result result = shell.run(check);
    assumeTrue(result.status() == 0, "Not on this machine: " + check + "\n" + result.output());
  }

  private static String token(String printed) {
    return printed.lines().filter(line -> line.startsWith("eyJ")).findFirst().orElseThrow();
  }

  private static void assertMatches(String pattern, String printed) {
    assertTrue(printed.matches(pattern), () -> "Unexpected:\n" + printed);
  }

  private static void assertContains(String printed, String... parts) {
    for (String part : parts) {
      assertTrue(printed.contains(part), () -> "'" + part + "' is missing in:\n" + printed);
    }
  }
}
