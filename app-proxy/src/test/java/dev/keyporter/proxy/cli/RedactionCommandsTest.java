package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RedactionRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionCommandsTest {
  @TempDir Path directory;
  private CommandFixture commands;

  @BeforeEach
  void prepare() {
    commands = new CommandFixture(directory);
    commands.json("org", "create", "Acme");
    commands.json("org", "create", "Other");
  }

  @Test
  void addsRulesForOneOrganizationOrAll() {
    JsonNode cards = commands.json("redaction", "add", "--org", "Acme", "cards", "\\d{16}");
    JsonNode mails =
        commands.json("redaction", "add", "mails", "\\S+@\\S+", "--replacement", "<mail>");

    assertEquals("[redacted]", cards.get("replacement").asText());
    assertTrue(mails.get("organization_id").isNull());
    assertEquals(2, commands.json("redaction", "list").size());
    assertEquals(mails, commands.json("redaction", "list", "--org", "Other").get(0));
    try (Database database = commands.database()) {
      Organization acme = database.organizations().findByName("Acme").getFirst();
      assertEquals(
          List.of("\\S+@\\S+", "\\d{16}"),
          database.redactionRules().of(acme.id()).stream()
              .map(RedactionRule::pattern)
              .sorted()
              .toList());
    }
  }

  @Test
  void deletesARuleByNameOrIdAfterAsking() {
    commands.json("redaction", "add", "twice", "a");
    String id = commands.json("redaction", "add", "twice", "b").get("id").asText();

    assertTrue(commands.failure("redaction", "delete", "twice", "--yes").contains(id));
    assertTrue(commands.failure("redaction", "delete", id).contains("--yes"));
    assertTrue(commands.json("redaction", "delete", id, "--yes").get("deleted").asBoolean());
    assertEquals(0, commands.run("redaction", "delete", "twice", "--yes").status());
    assertEquals(0, commands.json("redaction", "list").size());
    assertTrue(
        commands.failure("redaction", "delete", "twice", "--yes").contains("redaction list"));
  }

  @Test
  void saysWhatIsWrongWithAPattern() {
    assertTrue(commands.failure("redaction", "add", "x", "(").contains("not a regular expression"));
  }
}
