package dev.keyporter.proxy.cli;

import static dev.keyporter.proxy.cli.AccountCommandsTest.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.proxy.cli.CommandFixture.Result;
import dev.keyporter.proxy.testing.ProxyFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessCommandsTest {
  private static final String SECRET = "sk-proj-0123456789abcdef";

  @TempDir Path directory;
  private CommandFixture commands;

  @BeforeEach
  void prepare() {
    commands = new CommandFixture(directory);
  }

  @Test
  void storesAKeyWithTheFieldsOfTheContractAndNeverShowsItsSecret() throws Exception {
    commands.run("org", "create", "Acme");
    commands.input = SECRET + "\n";

    Result result = commands.run("key", "create", "--org", "Acme", "--secret-stdin", "--json");

    JsonNode key = result.json();
    assertEquals(
        List.of(
            "id",
            "organization_id",
            "user_id",
            "name",
            "base_url",
            "last_four",
            "is_active",
            "created_at",
            "prices",
            "provider"),
        names(key));
    assertTrue(key.get("user_id").isNull());
    assertEquals("https://api.openai.com/v1", key.get("base_url").asText());
    assertEquals("cdef", key.get("last_four").asText());
    assertTrue(key.get("is_active").asBoolean());
    assertEquals(SECRET, secret(key));
    String listed = commands.run("key", "list", "--org", "Acme").out();
    assertFalse((result.out() + result.err() + listed).contains(SECRET));
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(
            Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(SECRET));
      }
    }
  }

  @Test
  void saysWhosePricesHoldForAKey() {
    commands.run("org", "create", "Acme");
    JsonNode key =
        commands.json("key", "create", "--org", "Acme", "--name", "k", "--prices", "none", SECRET);
    assertEquals("none", key.get("prices").asText());
    assertEquals(
        "openai", commands.json("key", "set", "k", "--prices", "OpenAI").get("prices").asText());
    assertTrue(commands.json("key", "set", "k", "--prices", "default").get("prices").isNull());
    assertTrue(commands.json("key", "list", "--org", "Acme").get(0).get("prices").isNull());
    assertTrue(commands.run("key", "list", "--org", "Acme").out().contains("default"));
    assertEquals(
        "Key 'k' has prices: none.\n",
        commands.run("key", "set", "k", "--prices", "none").out().replace("\r", ""));
    try (Database database = commands.database()) {
      assertEquals(
          List.of("key.create null", "key.prices openai", "key.prices default", "key.prices none"),
          database
              .adminLog()
              .of(UUID.fromString(key.get("id").asText()), Long.MAX_VALUE, 9)
              .stream()
              .map(change -> change.action() + " " + change.detail())
              .toList()
              .reversed());
    }
    for (String whose : new String[] {"google", "mine", ""}) {
      assertEquals(2, commands.run("key", "set", "k", "--prices", whose).status(), whose);
    }
    assertEquals(2, commands.run("key", "set", "k").status());
    commands.failure("key", "set", "nobody's", "--prices", "none");
  }

  @Test
  void storesAKeyForAnthropic() {
    commands.run("org", "create", "Acme");
    JsonNode key =
        commands.json(
            "key", "create", "--org", "Acme", "--name", "k", "--provider", "anthropic", SECRET);
    assertEquals("anthropic", key.get("provider").asText());
    assertEquals("https://api.anthropic.com", key.get("base_url").asText());
    assertTrue(commands.run("key", "list", "--org", "Acme").out().contains("anthropic"));
    assertEquals(
        "anthropic",
        commands.json("key", "set", "k", "--prices", "anthropic").get("prices").asText());

    JsonNode gateway =
        commands.json(
            "key",
            "create",
            "--org",
            "Acme",
            "--provider",
            "Anthropic",
            "--base-url",
            "https://gateway.example/claude/v1/",
            SECRET);
    assertEquals(
        "https://gateway.example/claude",
        gateway.get("base_url").asText(),
        "each request brings the version");

    JsonNode demo =
        commands.json("key", "create", "--org", "Acme", "--provider", "anthropic", "--demo");
    assertEquals("anthropic", demo.get("provider").asText());
    assertTrue(demo.get("base_url").asText().endsWith("/anthropic"));

    assertEquals(
        2, commands.run("key", "create", "--org", "Acme", "--provider", "google", SECRET).status());
    assertTrue(
        commands
            .failure(
                "key",
                "create",
                "--org",
                "Acme",
                "--provider",
                "anthropic",
                "--openai-project",
                "p",
                SECRET)
            .contains("keys for OpenAI only"));
  }

  @Test
  void theDemoProviderHasNoPrices() {
    commands.run("org", "create", "Acme");
    assertEquals(
        2, commands.run("key", "create", "--org", "Acme", "--demo", "--prices", "none").status());
    commands.json("key", "create", "--org", "Acme", "--demo", "--name", "demo");
    assertTrue(
        commands.failure("key", "set", "demo", "--prices", "openai").contains("costs nothing"));
    assertTrue(commands.json("key", "set", "demo", "--prices", "default").get("prices").isNull());
  }

  @Test
  void storesNoKeyThatLeadsBackHere() {
    try (ProxyFixture proxy = ProxyFixture.start(directory)) {
      String url = "http://localhost:" + proxy.address().getPort() + "/v1";

      String refused =
          commands.failure("key", "create", "--org", "Acme", "--base-url", url, SECRET);

      assertTrue(refused.contains("leads back to this Keyporter"), refused);
      assertEquals(
          List.of(), proxy.database().providerKeys().list(proxy.organization().id()), refused);
    }
  }

  @Test
  void storesAPersonalKeyOfAnotherProvider() {
    commands.run("org", "create", "Acme");

    JsonNode key =
        commands.json(
            "key",
            "create",
            "--org",
            "Acme",
            "--user",
            "alice",
            "--name",
            "local",
            "--base-url",
            "http://127.0.0.1:11434/v1",
            SECRET);

    assertEquals("alice", key.get("user_id").asText());
    assertEquals("local", key.get("name").asText());
    assertEquals("http://127.0.0.1:11434/v1", key.get("base_url").asText());
  }

  @Test
  void refusesKeysThatCannotWork() {
    commands.run("org", "create", "Acme");

    assertEquals(2, commands.run("key", "create", "--org", "Acme").status());
    assertEquals(2, commands.run("key", "create", "--org", "Acme", "--demo", SECRET).status());
    assertEquals(
        2,
        commands
            .run("key", "create", "--org", "Acme", "--base-url", "ftp://x/v1", SECRET)
            .status());
    assertEquals(
        2,
        commands
            .run(
                "key", "create", "--org", "Acme", "--base-url", "http://localhost:99999/v1", SECRET)
            .status());
    for (String id : new String[] {"a\r\nX-More: b", "two words", "pröj"}) {
      for (String option : new String[] {"--openai-organization", "--openai-project"}) {
        commands.failure("key", "create", "--org", "Acme", option, id, SECRET);
      }
    }
    assertEquals(
        2, commands.run("key", "create", "--org", "Acme", "--name", "a\nb", SECRET).status());
    assertEquals(0, commands.json("key", "list", "--org", "Acme").size());
    String line = commands.failure("key", "create", "--org", "Acme", "two words");
    assertFalse(line.contains("two words"), line);
  }

  @Test
  void asksForTheSecretWhereSomebodyCanAnswer() {
    commands.run("org", "create", "Acme");
    commands.hiddenInput = () -> SECRET;

    JsonNode key = commands.json("key", "create", "--org", "Acme");

    assertEquals(SECRET, secret(key));
  }

  @Test
  void switchesReplacesAndDeletesAKey() {
    commands.run("org", "create", "Acme");
    commands.json("key", "create", "--org", "Acme", "--name", "team", SECRET);

    assertFalse(commands.json("key", "deactivate", "team").get("is_active").asBoolean());
    assertTrue(commands.json("key", "activate", "team").get("is_active").asBoolean());
    assertEquals(
        "wxyz", commands.json("key", "replace", "team", "sk-new-uvwxyz").get("last_four").asText());
    commands.json("key", "delete", "team", "--yes");
    assertEquals(0, commands.json("key", "list", "--org", "Acme").size());
  }

  @Test
  void testsTheDemoProvidersKey() {
    commands.run("org", "create", "Acme");
    commands.json("key", "create", "--org", "Acme", "--demo", "--name", "demo");

    JsonNode tested = commands.json("key", "test", "demo");

    assertTrue(tested.get("works").asBoolean());
  }

  @Test
  void saysThatAProviderCannotBeReached() {
    commands.run("org", "create", "Acme");
    commands.json(
        "key",
        "create",
        "--org",
        "Acme",
        "--name",
        "away",
        "--base-url",
        "http://127.0.0.1:1/v1",
        SECRET);

    String line = commands.failure("key", "test", "away");

    assertTrue(line.contains("away"), line);
    assertFalse(line.contains(SECRET), line);
  }

  @Test
  void issuesATokenWithTheFieldsOfTheContract() {
    commands.run("org", "create", "Acme");

    JsonNode token =
        commands.json("token", "create", "--org", "Acme", "--user", "alice", "--days", "90");

    assertEquals(
        List.of("id", "organization_id", "user_id", "name", "token", "expires_at"), names(token));
    assertEquals("2027-02-18T12:00:00Z", token.get("expires_at").asText());
    assertEquals("alice", token.get("user_id").asText());
    var claims = JWT.decode(token.get("token").asText());
    assertEquals(token.get("id").asText(), claims.getId());
    assertEquals(token.get("organization_id").asText(), claims.getSubject());
    assertEquals("alice", claims.getClaim("user_id").asString());
  }

  @Test
  void holdsATokenForAYearUnlessToldOtherwise() {
    commands.run("org", "create", "Acme");

    assertEquals(
        "2027-11-20T12:00:00Z",
        commands.json("token", "create", "--org", "Acme").get("expires_at").asText());
    assertEquals(2, commands.run("token", "create", "--org", "Acme", "--days", "0").status());
  }

  @Test
  void listsTokensWithoutTheirTextAndRevokesThem() {
    commands.run("org", "create", "Acme");
    JsonNode token = commands.json("token", "create", "--org", "Acme", "--name", "laptop");

    assertEquals(
        "active", commands.json("token", "list", "--org", "Acme").get(0).get("state").asText());
    assertFalse(
        commands.run("token", "list", "--org", "Acme").out().contains(token.get("token").asText()));
    assertEquals("revoked", commands.json("token", "revoke", "laptop").get("state").asText());
    assertEquals(
        "revoked", commands.json("token", "list", "--org", "Acme").get(0).get("state").asText());
  }

  @Test
  void goesFromNothingToACurlCommandAndAgain() {
    JsonNode first = commands.json("quickstart", "--user", "user@example.com");
    JsonNode second = commands.json("quickstart", "--user", "user@example.com");

    assertTrue(first.get("curl").asText().contains(first.get("token").asText()));
    assertEquals("http://127.0.0.1:8000/v1", first.get("base_url").asText());
    assertEquals("user@example.com", first.get("user_id").asText());
    assertEquals(first.get("organization_id"), second.get("organization_id"));
    assertEquals(first.get("key_id"), second.get("key_id"));
    assertNotEquals(first.get("token"), second.get("token"));
    assertEquals(1, commands.json("key", "list", "--org", "My Organization").size());
  }

  @Test
  void takesASecretAsPowerShellPipesIt() {
    commands.run("org", "create", "Acme");
    commands.input = "\uFEFF" + SECRET + "\r\n";

    JsonNode key = commands.json("key", "create", "--org", "Acme", "--secret-stdin");

    assertEquals(SECRET.substring(SECRET.length() - 4), key.get("last_four").asText());
  }

  @Test
  void takesNoSecretThatIsMoreThanOneOrMoreThanAHeaderHolds() {
    commands.run("org", "create", "Acme");
    for (String input :
        new String[] {
          SECRET + "\n" + SECRET + "x\n", "", "k".repeat(100_000), "k".repeat(16_385)
        }) {
      commands.input = input;
      for (String[] command :
          new String[][] {
            {"key", "create", "--org", "Acme", "--secret-stdin"},
            {"quickstart", "--secret-stdin"},
            {"key", "create", "--org", "Acme", "--", input}
          }) {
        Result result = commands.run(command);

        assertTrue(result.status() == 1 || result.status() == 2, result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertFalse(result.err().contains(SECRET) || result.err().contains("kkk"), result.err());
      }
    }
    assertEquals(0, commands.json("key", "list", "--org", "Acme").size());
    assertEquals(1, commands.json("org", "list").size());
  }

  @Test
  void waitsForNoEndOfTheInputWhereSomebodyTypes() {
    commands.run("org", "create", "Acme");
    commands.hiddenInput = () -> "unused";
    commands.input = SECRET + "\nthe answer to another question\n";

    assertEquals(0, commands.run("key", "create", "--org", "Acme", "--secret-stdin").status());
  }

  @Test
  void startsWithARealKeyWhereOneIsGiven() {
    commands.input = SECRET + "\n";

    JsonNode started = commands.json("quickstart", "--secret-stdin");

    assertFalse(started.get("is_demo").asBoolean());
    JsonNode key = commands.json("key", "list", "--org", "My Organization").get(0);
    assertEquals(started.get("key_id"), key.get("id"));
    assertEquals("https://api.openai.com/v1", key.get("base_url").asText());
  }

  @Test
  void quickstartSaysWhatToTypeAsItWasCalled() {
    for (var called :
        Map.of("./keyporter", "./keyporter", "/my tools/keyporter", "\"/my tools/keyporter\"")
            .entrySet()) {
      commands.environment.put("KEYPORTER_COMMAND", called.getKey());

      String said = commands.run("quickstart").out();

      assertTrue(said.contains("unless it runs: " + called.getValue() + " serve\n"), said);
    }
    commands.environment.remove("KEYPORTER_COMMAND");
    assertTrue(commands.run("quickstart").out().contains("unless it runs: keyporter serve\n"));
  }

  @Test
  void quickstartShowsPeopleACurlCommandForTheAddressOfTheEnvironment() {
    commands.environment.put("KEYPORTER_PORT", "9123");

    Result result = commands.run("quickstart");

    assertEquals(0, result.status());
    assertTrue(result.out().contains("curl http://127.0.0.1:9123/v1/responses"), result.out());
  }

  private String secret(JsonNode key) {
    try (Database database = commands.database()) {
      var id = new ProviderKeyId(UUID.fromString(key.get("id").asText()));
      return database.providerKeys().unseal(id).reveal();
    }
  }
}
