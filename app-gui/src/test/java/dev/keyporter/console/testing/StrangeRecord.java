package dev.keyporter.console.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.console.lettering.SafeText;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A record in which every name and every word is one of {@link StrangeTexts}. */
public final class StrangeRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As long as the columns of models, sessions and the like. */
  private static final int SHORT = 250;

  private static final int MESSAGE = 2_000;

  private final Database database;
  private final Instant now = Instant.now();
  private int count;

  private StrangeRecord(Database database) {
    this.database = database;
  }

  /** Writes it: an organization, its things and one request for each text. */
  public static void write(Database database) {
    var record = new StrangeRecord(database);
    StrangeTexts.all().values().forEach(record::add);
  }

  private void add(String text) {
    count++;
    Organization organization = database.organizations().create(named(NameRule.ORGANIZATION, text));
    User user = database.users().create(organization.id(), named(NameRule.USER, text));
    var key =
        new NewProviderKey(
            new KeyScope.Shared(),
            named(NameRule.KEY, text),
            ProviderKey.OPENAI,
            null,
            null,
            false);
    var keyId = database.providerKeys().create(organization.id(), key, new Secret("sk-x")).id();
    AccessToken token =
        database
            .accessTokens()
            .create(
                organization.id(),
                user.id(),
                named(NameRule.TOKEN, text),
                now.plus(Duration.ofDays(count)));
    database
        .redactionRules()
        .create(
            new RedactionRule(
                UUID.randomUUID(),
                organization.id(),
                named(NameRule.REDACTION_RULE, text),
                "never matches anything",
                "",
                now));
    database
        .prices()
        .set(
            "model " + count + " " + shortened(text, 200).strip(),
            "standard",
            null,
            new Rates(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, "mine"));
    var start =
        new RequestStart(
            RequestId.of(now.minusSeconds(count).toEpochMilli(), database.instance().slot(), 0),
            organization.id(),
            user.id(),
            token.id(),
            keyId,
            shortened(text, SHORT),
            new Route("responses.create", true),
            shortened(text, SHORT),
            count % 2 == 0,
            now.minusSeconds(count),
            text.length());
    database.requestLog().write(List.of(whole(start, text)));
    database
        .ratings()
        .rate(
            new Rating(
                start.id(), organization.id(), user.id(), -1, shortened(text, MESSAGE), now));
    var group =
        new RefusalGroup(
            LocalDate.ofInstant(now, ZoneOffset.UTC),
            "token_revoked",
            token.id(),
            organization.id(),
            "127.0.0.1",
            shortened(text, 60));
    database
        .refusalLog()
        .add(
            database
                .refusalLog()
                .batch(
                    List.of(new RefusalCount(group, 401, shortened(text, 60), count, now, now))));
  }

  /** The text cut to what fits, or as much of it as the rules for names let through. */
  private String named(NameRule rule, String text) {
    String name = rule.fit(count + " " + text.replaceAll("\\s+", " "));
    return rule.problem(name).isEmpty() ? name : rule.fit(count + " " + SafeText.line(text));
  }

  private static String shortened(String text, int most) {
    return text.substring(0, Math.min(most, text.length())).replace("\u0000", "");
  }

  private static RecordEntry whole(RequestStart start, String text) {
    boolean isFailed = start.createdAt().getEpochSecond() % 2 == 0;
    Exchange exchange = exchange(start, text);
    var end =
        new RequestEnd(
            start.id(),
            isFailed ? RequestStatus.FAILED : RequestStatus.COMPLETED,
            isFailed ? 500 : 200,
            isFailed ? shortened(text, 200) : null,
            isFailed ? shortened(text, MESSAGE) : null,
            shortened(text, SHORT),
            shortened(text, 60),
            shortened(text, SHORT),
            shortened(text, SHORT),
            Duration.ofMillis(3),
            Duration.ofMillis(30),
            Duration.ofMillis(300),
            null,
            JSON.createObjectNode().put("note", shortened(text, MESSAGE)).toString(),
            Cost.NO_USAGE,
            exchange.responseBody().length);
    return new RecordEntry.Whole(start, end, StoredExchange.of(exchange));
  }

  private static Exchange exchange(RequestStart start, String text) {
    ObjectNode request = JSON.createObjectNode().put("model", start.model());
    request.put("instructions", text).put("input", text).put("stream", start.streamed());
    ObjectNode response = response(text);
    String type = start.streamed() ? "text/event-stream" : "application/json";
    String header = shortened(text, MESSAGE).replaceAll("[\r\n]", " ");
    var times = new EventTimes();
    String body = start.streamed() ? events(text, response, times) : response.toString();
    return new Exchange(
        start.id(),
        start.organizationId(),
        "User-Agent: " + header + "\nX-" + shortened(header, 40) + ": a\n",
        request.toString().getBytes(UTF_8),
        "Content-Type: " + type + "\nX-Note: " + header + "\n",
        body.getBytes(UTF_8),
        start.streamed() ? times : null,
        shortened(text, MESSAGE),
        shortened(text, MESSAGE));
  }

  private static ObjectNode response(String text) {
    ObjectNode response = JSON.createObjectNode().put("id", shortened(text, SHORT));
    response.put("object", "response").put("status", "completed");
    var output = response.putArray("output");
    ObjectNode message = output.addObject().put("type", "message").put("role", "assistant");
    message.putArray("content").addObject().put("type", "output_text").put("text", text);
    ObjectNode call = output.addObject().put("type", "function_call");
    call.put("name", shortened(text, SHORT)).put("call_id", shortened(text, SHORT));
    call.put("arguments", shortened(text, MESSAGE));
    return response;
  }

  private static String events(String text, ObjectNode response, EventTimes times) {
    var body = new StringBuilder();
    for (Map.Entry<String, ObjectNode> event :
        Map.of(
                "response.output_text.delta",
                JSON.createObjectNode().put("delta", text),
                "response.completed",
                JSON.createObjectNode().set("response", response))
            .entrySet()) {
      ObjectNode json = JSON.createObjectNode().put("type", event.getKey());
      json.setAll(event.getValue());
      body.append("event: ").append(event.getKey()).append("\ndata: ").append(json).append("\n\n");
      times.add(body.toString().getBytes(UTF_8).length, 30_000L * (times.size() + 1));
    }
    return body.toString();
  }
}
