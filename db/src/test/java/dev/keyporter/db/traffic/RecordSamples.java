package dev.keyporter.db.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.model.traffic.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parts of requests, with every column set. */
public final class RecordSamples {
  public static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(0, 1));
  public static final UserId ALICE = new UserId(new UUID(0, 2));
  public static final UserId BOB = new UserId(new UUID(0, 3));
  public static final AccessTokenId TOKEN = new AccessTokenId(new UUID(0, 4));
  public static final ProviderKeyId KEY = new ProviderKeyId(new UUID(0, 5));
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  public static final TokenUsage USAGE = new TokenUsage(100, 40, 10, 50, 20, 150);
  public static final Rates RATES =
      new Rates(
          new BigDecimal("0.25"),
          new BigDecimal("0.025"),
          new BigDecimal("0.3125"),
          new BigDecimal("2"),
          "a price list of 2026-11-01");
  public static final Cost COST =
      Cost.of(
          USAGE,
          RATES,
          List.of(
              CostItem.of(CostItem.Kind.WEB_SEARCH, 2, BigDecimal.TEN, "a list of fees"),
              CostItem.unpriced(CostItem.Kind.IMAGE_GENERATION, 1)),
          List.of(CostReason.TIER_DIFFERS, CostReason.IMAGE_GENERATION));

  private RecordSamples() {}

  public static RequestId id(int count) {
    return RequestId.of(NOON.toEpochMilli(), 7, count);
  }

  public static RequestStart start(int count) {
    return start(count, ALICE, "gpt-5-mini");
  }

  public static RequestStart start(int count, @Nullable UserId user, String model) {
    return new RequestStart(
        id(count),
        ORGANIZATION,
        user,
        TOKEN,
        KEY,
        "sess_1",
        new Route("responses.create", true),
        new Target("POST", "/v1/responses?x=1"),
        model,
        "flex",
        true,
        NOON,
        1024);
  }

  public static RequestEnd end(int count) {
    return end(count, "resp_" + count);
  }

  public static RequestEnd end(int count, String responseId) {
    return new RequestEnd(
        id(count),
        RequestStatus.COMPLETED,
        200,
        null,
        null,
        "gpt-5-mini-2026-08-07",
        "default",
        responseId,
        "req_upstream",
        Duration.ofMillis(3),
        Duration.ofNanos(12_345_000),
        Duration.ofNanos(98_765_000),
        USAGE,
        "{\"input_tokens\":100}",
        COST,
        2048);
  }

  public static RequestEnd endWithoutUsage(int count, RequestStatus status) {
    return new RequestEnd(
        id(count),
        status,
        null,
        "code",
        "words",
        null,
        null,
        null,
        null,
        Duration.ofMillis(3),
        null,
        Duration.ZERO,
        null,
        null,
        Cost.UNKNOWN,
        0);
  }

  public static Exchange exchange(int count, String request, String response) {
    return new Exchange(
        id(count),
        ORGANIZATION,
        "Accept: */*\n",
        request.getBytes(UTF_8),
        "Content-Type: text/event-stream\n",
        response.getBytes(UTF_8),
        null,
        "a prompt",
        "an answer");
  }

  public static ProviderReference reference(int count, String providerId, @Nullable UserId owner) {
    return new ProviderReference(
        id(count), ProviderReference.Kind.RESPONSE, providerId, ORGANIZATION, owner, KEY, "sess_1");
  }
}
