package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AheadTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "until:2026-11-19",
        "since:2026-11-18 until:2026-11-18 model:gpt",
        "until:2026-11-20T11:59"
      })
  void aFilterOfThePastIsNotLive(String filter) {
    assertTrue(isClosed(filter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "since:2h",
        "status:failed",
        "until:2026-11-20",
        "until:2026-11-20T12:01",
        "refund"
      })
  void oneThatMayMatchWhatComesIs(String filter) {
    assertFalse(isClosed(filter));
  }

  @Test
  void certainRequestsAreThereAlready() {
    List<RequestId> ids = List.of(RequestId.of(CLOCK.millis(), 1, 1));

    assertTrue(Ahead.isClosed(RequestFilter.of(new FilterTerm.Ids(false, ids)), CLOCK.instant()));
    assertFalse(Ahead.isClosed(RequestFilter.of(new FilterTerm.Ids(true, ids)), CLOCK.instant()));
  }

  private static boolean isClosed(String text) {
    return Ahead.isClosed(
        new FilterParser(CLOCK, ZoneOffset.UTC).parse(text).understood(), CLOCK.instant());
  }
}
