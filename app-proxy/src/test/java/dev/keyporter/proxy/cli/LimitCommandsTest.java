package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.proxy.cli.CommandFixture.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyporter limit}, and limits of new tokens. */
class LimitCommandsTest {
  @TempDir Path directory;
  private CommandFixture commands;

  @BeforeEach
  void setUp() {
    commands = new CommandFixture(directory.resolve("data"));
    commands.json("org", "create", "Acme");
    commands.json("user", "create", "--org", "Acme", "alice");
  }

  @Test
  void setsWhatIsGivenAndLeavesTheRest() {
    JsonNode first =
        commands.json(
            "limit", "set", "--org", "Acme", "--usd-per-day", "10.50", "--concurrent", "4");
    var names = new ArrayList<String>();
    first.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "scope",
            "id",
            "name",
            "usd_per_day",
            "usd_per_month",
            "usd_total",
            "requests_per_minute",
            "tokens_per_minute",
            "concurrent_requests",
            "models",
            "unpriced",
            "spent_today_usd",
            "spent_month_usd",
            "spent_total_usd",
            "reserved_usd",
            "resets_day_at",
            "resets_month_at"),
        names);
    assertEquals("organization", first.get("scope").textValue());
    assertEquals("Acme", first.get("name").textValue());
    assertEquals("10.5", first.get("usd_per_day").textValue());
    assertEquals(4, first.get("concurrent_requests").longValue());
    assertEquals("0", first.get("spent_today_usd").textValue());
    assertEquals("0", first.get("reserved_usd").textValue());
    assertEquals("2026-11-21T00:00:00Z", first.get("resets_day_at").textValue());
    assertEquals("allow", first.get("unpriced").textValue());
    for (String unset : List.of("usd_per_month", "models", "spent_month_usd", "resets_month_at")) {
      assertTrue(first.get(unset).isNull(), unset);
    }

    JsonNode second =
        commands.json(
            "limit", "set", "--org", "Acme", "--models", "gpt-5*, o1", "--unpriced", "refuse");

    assertEquals("10.5", second.get("usd_per_day").textValue());
    assertEquals("[\"gpt-5*\",\"o1\"]", second.get("models").toString());
    assertEquals("refuse", second.get("unpriced").textValue());
  }

  @Test
  void listsOrganizationUsersAndTokens() {
    String token =
        commands
            .json("token", "create", "--org", "Acme", "--name", "ci", "--usd-total", "5")
            .get("id")
            .textValue();
    commands.json("limit", "set", "--org", "Acme", "--user", "alice", "--usd-per-month", "50");
    commands.json("limit", "set", "--org", "Acme", "--requests-per-minute", "60");

    JsonNode list = commands.json("limit", "list", "--org", "Acme");

    assertEquals(3, list.size());
    assertEquals("organization", list.get(0).get("scope").textValue());
    assertEquals("alice", list.get(1).get("name").textValue());
    assertEquals("2026-12-01T00:00:00Z", list.get(1).get("resets_month_at").textValue());
    assertEquals(token, list.get(2).get("id").textValue());
    assertEquals("5", list.get(2).get("usd_total").textValue());
  }

  @Test
  void clearsWhatIsNamedOrEverything() {
    commands.json(
        "limit", "set", "--org", "Acme", "--usd-per-day", "1", "--usd-total", "2", "--models", "a");
    JsonNode left =
        commands.json(
            "limit", "clear", "--org", "Acme", "--only", "usd_per_day", "--only", "models");
    assertTrue(left.get("usd_per_day").isNull());
    assertTrue(left.get("models").isNull());
    assertEquals("2", left.get("usd_total").textValue());

    assertTrue(commands.json("limit", "clear", "--org", "Acme").get("usd_total").isNull());
    assertEquals(0, commands.json("limit", "list", "--org", "Acme").size());
  }

  @Test
  void countsByTheOrganizationsTimeZone() {
    JsonNode set = commands.json("org", "set", "Acme", "--time-zone", "Europe/Berlin");
    assertEquals("Europe/Berlin", set.get("time_zone").textValue());
    assertEquals("Europe/Berlin", commands.json("org", "list").get(0).get("time_zone").textValue());

    JsonNode limit = commands.json("limit", "set", "--org", "Acme", "--usd-per-day", "1");

    assertEquals("2026-11-20T23:00:00Z", limit.get("resets_day_at").textValue());
  }

  @Test
  void refusesWhatIsNoLimitAndChangesNothing() {
    commands.json("org", "create", "Other");
    String foreign = commands.json("token", "create", "--org", "Other").get("id").textValue();
    assertRefused(2, "limit", "set", "--org", "Acme");
    assertRefused(2, "limit", "set", "--org", "Acme", "--usd-per-day", "0");
    assertRefused(2, "limit", "set", "--org", "Acme", "--usd-per-day", "ten");
    assertRefused(2, "limit", "set", "--org", "Acme", "--concurrent", "1.5");
    assertRefused(2, "limit", "set", "--org", "Acme", "--models", "a,,b");
    assertRefused(2, "limit", "set", "--org", "Acme", "--unpriced", "maybe");
    assertRefused(2, "limit", "clear", "--org", "Acme", "--only", "everything");
    assertRefused(2, "org", "set", "Acme", "--time-zone", "Europe/Nowhere");
    assertRefused(1, "limit", "set", "--org", "Acme", "--user", "bob", "--usd-per-day", "1");
    assertRefused(1, "limit", "set", "--org", "Acme", "--token", foreign, "--usd-per-day", "1");
    assertRefused(2, "token", "create", "--org", "Acme", "--usd-per-day", "-1");
    assertEquals(0, commands.json("limit", "list", "--org", "Acme").size());
    assertEquals(0, commands.json("token", "list", "--org", "Acme").size());
  }

  private void assertRefused(int status, String... arguments) {
    Result result = commands.run(arguments);
    assertEquals(status, result.status(), result.out() + result.err());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
  }
}
