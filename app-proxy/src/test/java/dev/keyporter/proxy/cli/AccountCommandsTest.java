package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.proxy.cli.CommandFixture.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandsTest {
  @TempDir Path directory;
  private CommandFixture commands;

  @BeforeEach
  void prepare() {
    commands = new CommandFixture(directory);
  }

  @Test
  void createsAndListsOrganizationsWithTheFieldsOfTheContract() {
    JsonNode made = commands.json("org", "create", "Müller & Co");

    assertEquals(List.of("id", "name", "created_at"), names(made));
    assertEquals("Müller & Co", made.get("name").asText());
    assertEquals("2026-11-20T12:00:00Z", made.get("created_at").asText());
    JsonNode list = commands.json("org", "list");
    assertEquals(1, list.size());
    assertEquals(made.get("id"), list.get(0).get("id"));
    assertEquals("bodies", list.get(0).get("recording").asText());
    assertTrue(list.get(0).get("stream_usage").asBoolean());
  }

  @Test
  void setsWhatIsRecordedOfAnOrganization() {
    commands.run("org", "create", "Acme");

    JsonNode changed =
        commands.json("org", "set", "Acme", "--recording", "metadata", "--stream-usage", "off");
    assertEquals("metadata", changed.get("recording").asText());
    assertFalse(changed.get("stream_usage").asBoolean());
    JsonNode again = commands.json("org", "set", "Acme", "--recording", "counts");
    assertEquals("counts", again.get("recording").asText());
    assertFalse(again.get("stream_usage").asBoolean());
    assertEquals(again, commands.json("org", "list").get(0));
    assertEquals(2, commands.run("org", "set", "Acme").status());
    assertEquals(2, commands.run("org", "set", "Acme", "--recording", "all").status());
    assertTrue(
        commands.failure("org", "set", "Nobody", "--recording", "counts").contains("org list"));
  }

  @Test
  void warnsOfASecondOrganizationOfTheSameName() {
    assertEquals("", commands.run("org", "create", "Acme").err());

    Result second = commands.run("org", "create", "Acme", "--json");

    assertEquals(0, second.status());
    assertEquals("Acme", second.json().get("name").asText());
    assertTrue(second.err().contains("another organization named 'Acme'"), second.err());
  }

  @Test
  void printsJsonInAsciiAlone() {
    String out = commands.run("--json", "org", "create", "Müller").out();

    assertTrue(out.chars().allMatch(c -> c < 0x80), out);
  }

  @Test
  void showsTablesToPeople() {
    commands.run("org", "create", "Acme");

    List<String> lines = commands.run("org", "list").out().lines().toList();

    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("NAME  ID"), lines.get(0));
    assertTrue(lines.get(1).startsWith("Acme  0"), lines.get(1));
    assertTrue(lines.get(1).endsWith("2026-11-20 14:00:00"), lines.get(1));
  }

  @Test
  void asksForAnIdWhereANameIsAmbiguousAndSaysWhereItIsUnknown() {
    String first = commands.json("org", "create", "Acme").get("id").asText();
    String second = commands.json("org", "create", "Acme").get("id").asText();

    String ambiguous = commands.failure("user", "list", "--org", "Acme");
    assertTrue(ambiguous.contains(first) && ambiguous.contains(second), ambiguous);
    assertEquals(0, commands.json("user", "list", "--org", second).size());
    assertTrue(commands.failure("org", "rename", "Nobody", "x").contains("keyporter org list"));
  }

  @Test
  void renamesAnOrganization() {
    commands.run("org", "create", "Acme");

    assertEquals(
        "Acme Inc.", commands.json("org", "rename", "Acme", "Acme Inc.").get("name").asText());
    assertEquals("Acme Inc.", commands.json("org", "list").get(0).get("name").asText());
  }

  @Test
  void createsUsersWithTheFieldsOfTheContract() {
    String org = commands.json("org", "create", "Acme").get("id").asText();

    JsonNode user = commands.json("user", "create", "--org", "Acme", "alice@example.com");

    assertEquals(List.of("id", "organization_id", "user_id", "created_at"), names(user));
    assertEquals(org, user.get("organization_id").asText());
    assertEquals("alice@example.com", user.get("user_id").asText());
    assertTrue(
        commands
            .failure("user", "create", "--org", "Acme", "alice@example.com")
            .contains("already has a user"));
  }

  @Test
  void disablesEnablesRenamesAndDeletesAUserAndRestoresOne() {
    commands.run("org", "create", "Acme");
    String id = commands.json("user", "create", "--org", "Acme", "alice").get("id").asText();

    assertEquals("disabled", state(commands.json("user", "disable", "--org", "Acme", "alice")));
    assertEquals("active", state(commands.json("user", "enable", "--org", "Acme", id)));
    assertEquals(
        "100%s",
        commands.json("user", "rename", "--org", "Acme", "alice", "100%s").get("user_id").asText());
    assertTrue(
        commands
            .json("user", "delete", "--org", "Acme", "100%s", "--yes")
            .get("deleted")
            .asBoolean());
    assertEquals(0, commands.json("user", "list", "--org", "Acme").size());
    assertTrue(commands.failure("user", "disable", "--org", "Acme", "100%s").contains("deleted"));
    assertEquals(id, commands.json("user", "create", "--org", "Acme", "100%s").get("id").asText());
  }

  @Test
  void deletesOnlyWhenSomebodyAgrees() {
    commands.run("org", "create", "Acme");

    assertTrue(commands.failure("org", "delete", "Acme").contains("--yes"));
    commands.hiddenInput = () -> "";
    commands.input = "n\n";
    Result refused = commands.run("org", "delete", "Acme");
    assertEquals(1, refused.status());
    assertEquals(1, commands.json("org", "list").size());
    commands.input = "y\n";
    assertEquals(0, commands.run("org", "delete", "Acme").status());
    assertEquals(0, commands.json("org", "list").size());
  }

  @Test
  void saysHowMuchAPurgeErased() {
    commands.run("org", "create", "Acme");

    JsonNode purged = commands.json("org", "delete", "Acme", "--purge", "--yes");

    assertEquals(0, purged.get("purged_requests").asInt());
    assertTrue(purged.get("deleted").asBoolean());
  }

  @Test
  void tellsWrongUsageApart() {
    for (String[] wrong :
        new String[][] {
          {"nonsense"}, {"org"}, {"org", "create"}, {"user", "list"}, {"org", "list", "--nope"}
        }) {
      Result result = commands.run(wrong);
      assertEquals(2, result.status(), String.join(" ", wrong));
      assertEquals("", result.out());
      assertEquals(1, result.err().lines().count(), result.err());
      assertTrue(result.err().contains("--help"), result.err());
    }
  }

  @Test
  void takesNoNamesThatATerminalWouldObey() {
    commands.run("org", "create", "Acme");
    for (String name : new String[] {"a\nb", "\u001b[31mred", "a\u0000"}) {
      commands.failure("org", "create", name);
      commands.failure("org", "rename", "Acme", name);
      commands.failure("user", "create", "--org", "Acme", name);
      commands.failure("token", "create", "--org", "Acme", "--user", name);
    }
    assertEquals(1, commands.json("org", "list").size());
    assertEquals(0, commands.json("user", "list", "--org", "Acme").size());
  }

  @Test
  void takesNoEmptyDataDirectoryForTheWorkingDirectory() {
    Result result = commands.run("org", "list", "--data-dir", "");
    assertEquals(2, result.status());
    assertTrue(result.err().contains("--data-dir"), result.err());
  }

  @Test
  void saysPlainlyThatTheDatabaseCannotBeOpened() {
    String line = commands.failure("org", "list", "--data-dir", "/proc/nowhere");

    assertTrue(line.contains("/proc/nowhere"), line);
  }

  @Test
  void helpsWithAnExampleForEveryCommand() {
    for (String command :
        List.of(
            "quickstart",
            "completion",
            "redaction add",
            "redaction list",
            "redaction delete",
            "org create",
            "org set",
            "org delete",
            "user create",
            "key create",
            "key test",
            "token create",
            "token revoke",
            "requests list",
            "requests export")) {
      Result help = commands.run((command + " --help").split(" "));
      assertEquals(0, help.status());
      assertTrue(help.out().contains("Example: keyporter " + command), help.out());
    }
  }

  private static String state(JsonNode user) {
    return user.get("state").asText();
  }

  static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
