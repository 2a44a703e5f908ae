package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestWordsTest {
  @Test
  void aResultIsTheStatusAndWhereItWentWrongTheReason() {
    assertEquals("200", result(RequestStatus.COMPLETED, 200, null, null));
    assertEquals(
        "429 rate_limit_exceeded",
        result(RequestStatus.FAILED, 429, "rate_limit_exceeded", "Slow down."));
    assertEquals("200 server_error", result(RequestStatus.FAILED, 200, "server_error", null));
    assertEquals("400 Bad words.", result(RequestStatus.FAILED, 400, null, "Bad words.\nMore."));
    assertEquals("", result(RequestStatus.PENDING, null, null, null));
  }

  @Test
  void onesWithoutStatusOrReasonSayHowTheyEnded() {
    assertEquals("proxy_stopping", result(RequestStatus.INTERRUPTED, null, "proxy_stopping", null));
    assertEquals("Interrupted", result(RequestStatus.INTERRUPTED, null, null, null));
  }

  @Test
  void theWholeReasonIsSaidOnHover() {
    RequestSummary failed =
        request(RequestStatus.FAILED, 429, "rate_limit_exceeded", "Slow down.\nPlease.");

    assertEquals("429 rate_limit_exceeded: Slow down.\nPlease.", RequestWords.wholeResult(failed));
    assertEquals("", RequestWords.wholeResult(request(RequestStatus.COMPLETED, 200, null, null)));
  }

  private static String result(
      RequestStatus status,
      @Nullable Integer http,
      @Nullable String code,
      @Nullable String message) {
    return RequestWords.result(request(status, http, code, message));
  }

  private static RequestSummary request(
      RequestStatus status,
      @Nullable Integer http,
      @Nullable String code,
      @Nullable String message) {
    return new RequestSummary(
        new RequestId(1),
        new OrganizationId(new UUID(1, 2)),
        null,
        null,
        null,
        null,
        null,
        "responses.create",
        null,
        null,
        null,
        null,
        null,
        false,
        status,
        http,
        code,
        message,
        null,
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        Cost.NONE,
        null,
        null,
        null);
  }
}
