package dev.keyporter.proxy.cli;

import static dev.keyporter.proxy.cli.AccountCommandsTest.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.db.Database;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.cli.CommandFixture.Result;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestCommandsTest {
  private static final Rates RATES =
      new Rates(
          new BigDecimal("0.15"),
          new BigDecimal("0.075"),
          new BigDecimal("0.15"),
          new BigDecimal("0.6"),
          "a test");

  private static final Duration THREE_DAYS = Duration.ofDays(3);
  private static final Duration ONE_HOUR = Duration.ofHours(1);

  @TempDir Path directory;
  private CommandFixture commands;

  @BeforeEach
  void record() {
    commands = new CommandFixture(directory);
    try (Database database = commands.database()) {
      Organization acme = database.organizations().create("Acme");
      User alice = database.users().create(acme.id(), "alice");
      User formula = database.users().create(acme.id(), "=1+1,\"x\"");
      database
          .requestLog()
          .write(
              List.of(
                  ended(acme, alice, 1, "gpt-4o-mini", RequestStatus.COMPLETED, THREE_DAYS),
                  ended(acme, formula, 2, "gpt-4o", RequestStatus.FAILED, ONE_HOUR)));
    }
  }

  @Test
  void listsRequestsNewestFirstWithTheFieldsOfTheContract() {
    JsonNode list = commands.json("requests", "list");

    assertEquals(2, list.size());
    assertEquals(id(ONE_HOUR).toString(), list.get(0).get("request_id").asText());
    JsonNode older = list.get(1);
    assertTrue(
        names(older)
            .containsAll(
                List.of(
                    "request_id",
                    "response_id",
                    "session_id",
                    "user_id",
                    "model",
                    "status",
                    "http_status",
                    "input_tokens",
                    "output_tokens",
                    "total_tokens",
                    "cost_usd",
                    "rating",
                    "created_at",
                    "duration_ms")));
    assertEquals("resp_1", older.get("response_id").asText());
    assertEquals("alice", older.get("user_id").asText());
    assertEquals("completed", older.get("status").asText());
    assertEquals(200, older.get("http_status").asInt());
    assertEquals(42, older.get("total_tokens").asInt());
    assertEquals("0.000000123", older.get("cost_usd").decimalValue().toPlainString());
    assertEquals("0.15", older.get("rate_input").decimalValue().toPlainString());
    assertEquals("0.6", older.get("rate_output").decimalValue().toPlainString());
    assertEquals("a test", older.get("rate_source").asText());
    assertEquals("{\"total_tokens\":42}", older.get("raw_usage").asText());
    assertEquals(1234.567, older.get("duration_ms").asDouble());
    assertTrue(older.get("rating").isNull());
  }

  @Test
  void findsByTheTextOfTheFilterField() {
    assertEquals(
        List.of("gpt-4o"),
        commands
            .json("requests", "list", "--filter", "-status:completed model:GPT since:2h")
            .findValuesAsText("model"));
    Result wrong = commands.run("requests", "list", "--filter", "model:gpt cost:much");
    assertEquals(2, wrong.status());
    assertTrue(wrong.err().contains("'cost:' takes a number"), wrong.err());
  }

  @Test
  void narrowsTheList() {
    assertEquals(1, commands.json("requests", "list", "--model", "gpt-4o").size());
    assertEquals(1, commands.json("requests", "list", "--status", "failed").size());
    assertEquals(1, commands.json("requests", "list", "--since", "2h").size());
    assertEquals(2, commands.json("requests", "list", "--since", "7d").size());
    assertEquals(1, commands.json("requests", "list", "--limit", "1").size());
    assertEquals(1, commands.json("requests", "list", "--org", "Acme", "--user", "alice").size());
    assertEquals(2, commands.run("requests", "list", "--user", "alice").status());
    assertEquals(2, commands.run("requests", "list", "--status", "nonsense").status());
  }

  @Test
  void showsARequestByEitherIdWithItsBodies() {
    JsonNode shown = commands.json("requests", "show", "resp_1");

    assertEquals(shown, commands.json("requests", "show", id(THREE_DAYS).toString()));
    assertEquals("{\"input\":\"hi\"}", shown.get("request_body").asText());
    assertEquals("{\"id\":\"resp_1\"}", shown.get("response_body").asText());
    assertTrue(commands.failure("requests", "show", "resp_none").contains("resp_none"));
  }

  @Test
  void listsAndExportsRefusedRequestsByOrganizationAndTime() {
    AccessToken laptop;
    try (Database database = commands.database()) {
      OrganizationId acme = database.organizations().list().getFirst().id();
      Instant now = CommandFixture.NOW;
      laptop = database.accessTokens().create(acme, null, "laptop", now.plus(ONE_HOUR));
      database.accessTokens().revoke(laptop.id());
      database
          .refusalLog()
          .add(
              database
                  .refusalLog()
                  .batch(
                      List.of(
                          refused("token_revoked", laptop, "=curl", now.minus(ONE_HOUR)),
                          refused("token_missing", null, "", now.minus(THREE_DAYS)))));
    }

    JsonNode all = commands.json("requests", "refused");
    assertEquals(2, all.size());
    JsonNode revoked = all.get(0);
    assertEquals("token_revoked", revoked.get("cause").asText());
    assertEquals(1, revoked.get("requests").asInt());
    assertEquals(laptop.id().toString(), revoked.get("token_id").asText());
    assertEquals("laptop", revoked.get("token_name").asText());
    assertEquals("Acme", revoked.get("organization").asText());
    assertEquals("10.0.0.5", revoked.get("address").asText());
    assertTrue(all.get(1).get("token_id").isNull());
    assertEquals(1, commands.json("requests", "refused", "--since", "2h").size());
    assertEquals(1, commands.json("requests", "refused", "--org", "Acme").size());
    assertEquals(1, commands.json("requests", "refused", "--filter", "LAPtop").size());
    assertEquals(0, commands.json("requests", "refused", "--filter", "nobody").size());
    assertEquals(revoked, commands.json("requests", "refused", "--limit", "1").get(0));
    assertEquals(1, commands.json("requests", "refused", "--limit", "1").size());
    for (String limit : List.of("0", "-1", "many")) {
      assertEquals(2, commands.run("requests", "refused", "--limit", limit).status());
      assertEquals(2, commands.run("requests", "list", "--limit", limit).status());
    }
    List<String> csv =
        commands.run("requests", "refused", "--format", "csv").out().lines().toList();
    assertTrue(csv.getFirst().startsWith("day,cause,"), csv.getFirst());
    assertTrue(csv.get(1).contains(",'=curl,"), csv.get(1));
    String table = commands.run("requests", "refused").out();
    assertTrue(table.contains("laptop") && table.contains("token_missing"), table);
    assertEquals(2, commands.run("requests", "refused", "--format", "csv", "--json").status());
  }

  @Test
  void whatIsOnRecordOfADeletedOrganizationIsFoundByItsNameAndId() {
    String id = commands.json("org", "list").get(0).get("id").asText();
    addRefusalOf(id);
    assertEquals(0, commands.run("org", "delete", "Acme", "--yes").status());

    for (String acme : List.of("Acme", id)) {
      assertEquals(1, commands.json("requests", "refused", "--org", acme).size());
      assertEquals(2, commands.json("requests", "list", "--org", acme).size());
      assertEquals(1, commands.json("requests", "list", "--org", acme, "--user", "alice").size());
      assertEquals(2, commands.json("requests", "export", "--org", acme).size());
      assertEquals(1, commands.run("token", "create", "--org", acme).status());
      assertEquals(1, commands.run("org", "delete", acme, "--yes").status());
    }
    // Whoever has the name now is meant by it.
    commands.json("org", "create", "Acme");
    assertEquals(0, commands.json("requests", "list", "--org", "Acme").size());
    assertEquals(2, commands.json("requests", "list", "--org", id).size());
    assertEquals(
        1,
        commands
            .json("user", "delete", "--org", id, "alice", "--purge", "--yes")
            .get("purged_requests")
            .asInt());
    assertEquals(
        1, commands.json("org", "delete", id, "--purge", "--yes").get("purged_requests").asInt());
    assertTrue(commands.failure("requests", "list", "--org", id).contains("no organization"));
  }

  private void addRefusalOf(String organization) {
    try (Database database = commands.database()) {
      var whose = new OrganizationId(UUID.fromString(organization));
      Instant now = CommandFixture.NOW;
      AccessToken token = database.accessTokens().create(whose, null, "desk", now.plus(ONE_HOUR));
      database
          .refusalLog()
          .add(database.refusalLog().batch(List.of(refused("token_revoked", token, "", now))));
    }
  }

  private static RefusalCount refused(
      String cause, @Nullable AccessToken token, String program, Instant when) {
    return RefusalCount.one(
        new RefusalGroup(
            LocalDate.ofInstant(when, ZoneOffset.UTC),
            cause,
            token == null ? null : token.id(),
            token == null ? null : token.organizationId(),
            "10.0.0.5",
            program),
        401,
        "POST /v1/responses",
        when);
  }

  @Test
  void exportsOneJsonObjectALine() {
    Result exported = commands.run("requests", "export", "--format", "jsonl");

    assertEquals(0, exported.status());
    assertEquals(2, exported.out().lines().count());
    assertTrue(exported.out().endsWith("}\n"));
  }

  @Test
  void exportsCsvThatNoSpreadsheetTakesForFormulas() {
    List<String> lines =
        commands.run("requests", "export", "--format", "csv").out().lines().toList();

    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("request_id,response_id,session_id,"), lines.get(0));
    assertTrue(lines.get(1).contains(",\"'=1+1,\"\"x\"\"\","), lines.get(1));
    assertTrue(lines.get(2).contains(",0.000000123,"), lines.get(2));
  }

  @Test
  void exportsOneJsonValueWhereJsonIsAskedFor() {
    assertEquals(2, commands.json("requests", "export").size());
    assertEquals(0, commands.json("requests", "export", "--model", "none").size());
    assertEquals(2, commands.run("requests", "export", "--json", "--format", "csv").status());
  }

  private static RequestId id(Duration age) {
    return RequestId.earliestAt(CommandFixture.NOW.minus(age));
  }

  private static RecordEntry ended(
      Organization organization,
      User user,
      long number,
      String model,
      RequestStatus status,
      Duration age) {
    RequestId id = id(age);
    var start =
        new RequestStart(
            id,
            organization.id(),
            user.id(),
            null,
            null,
            "sess_" + number,
            new Route("responses.create", true),
            model,
            false,
            CommandFixture.NOW.minus(age),
            14);
    var end =
        new RequestEnd(
            id,
            status,
            200,
            null,
            null,
            model,
            null,
            "resp_" + number,
            null,
            null,
            Duration.ofMillis(10),
            Duration.ofNanos(1_234_567_000),
            new TokenUsage(30, 0, 0, 12, 0, 42),
            "{\"total_tokens\":42}",
            Cost.of(Usd.of("0.000000123"), RATES, List.of()),
            15);
    var exchange =
        new Exchange(
            id,
            organization.id(),
            "Accept: */*",
            "{\"input\":\"hi\"}".getBytes(UTF_8),
            "Content-Type: application/json",
            ("{\"id\":\"resp_" + number + "\"}").getBytes(UTF_8),
            null,
            "hi",
            null);
    var reference =
        new ProviderReference(
            id,
            ProviderReference.Kind.RESPONSE,
            "resp_" + number,
            organization.id(),
            null,
            new ProviderKeyId(UUID.randomUUID()),
            null);
    return new RecordEntry.Ended(start, end, StoredExchange.of(exchange), List.of(reference));
  }
}
