package dev.keyporter.console.inspector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests to inspect. */
final class Samples {
  static final RequestId ID = new RequestId(7L << RequestId.MILLIS_SHIFT);
  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(0, 1));

  private Samples() {}

  static RequestSummary request(
      Route route, boolean streamed, RequestStatus status, @Nullable String userName) {
    return new RequestSummary(
        ID,
        ORGANIZATION,
        new UserId(new UUID(0, 2)),
        userName,
        null,
        null,
        "sess_1",
        route.label(),
        null,
        "gpt-5",
        null,
        null,
        null,
        streamed,
        status,
        200,
        null,
        null,
        "resp_1",
        null,
        Instant.EPOCH,
        Duration.ofMillis(4),
        Duration.ofMillis(400),
        Duration.ofMillis(2000),
        null,
        null,
        Cost.UNKNOWN,
        10L,
        10L,
        null);
  }

  /** A stream whose events went out 100 ms apart. */
  static Exchange stream(String... events) {
    var times = new EventTimes();
    var body = new StringBuilder();
    for (String event : events) {
      body.append(event).append("\n\n");
      times.add(body.toString().getBytes(UTF_8).length, times.size() * 100_000L + 500_000);
    }
    return new Exchange(
        ID,
        ORGANIZATION,
        "Content-Type: application/json",
        "{}".getBytes(UTF_8),
        "Content-Type: text/event-stream; charset=utf-8",
        body.toString().getBytes(UTF_8),
        times,
        null,
        null);
  }
}
