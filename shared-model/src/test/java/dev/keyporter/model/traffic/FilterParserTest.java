package dev.keyporter.model.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.FilterProblem.Reason;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterParserTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-20T14:32:07Z");
  private final FilterParser parser = new FilterParser(Clock.fixed(NOW, BERLIN), BERLIN);

  private List<FilterTerm> terms(String text) {
    ParsedFilter parsed = parser.parse(text);
    assertEquals(List.of(), parsed.problems());
    return parsed.filter().orElseThrow().terms();
  }

  private FilterProblem problem(String text) {
    return parser.parse(text).problems().getFirst();
  }

  @Test
  void takesAnEmptyTextForAllRequests() {
    assertEquals(Optional.of(RequestFilter.ALL), parser.parse("  ").filter());
  }

  @Test
  void readsEveryKindOfValue() {
    assertEquals(
        List.of(
            new FilterTerm.Choice(FilterKey.STATUS, false, List.of("failed", "interrupted")),
            FilterTerm.Text.part(FilterKey.MODEL, "GPT"),
            new FilterTerm.Text(FilterKey.USER, true, List.of(TextMatch.part("alice"))),
            new FilterTerm.Number(
                FilterKey.COST, false, List.of(NumberRange.above(new BigDecimal("0.01")))),
            new FilterTerm.Number(
                FilterKey.FIRST, false, List.of(NumberRange.below(new BigDecimal("0.3")))),
            new FilterTerm.Since(NOW.minusSeconds(7200)),
            new FilterTerm.Words(false, "free words"),
            new FilterTerm.Words(true, "refund")),
        terms(
            "status:failed,interrupted MODEL:GPT -user:alice cost:>$0.01 first:<300ms since:2h"
                + " \"free words\" -refund"));
  }

  @Test
  void readsTheWholeTextAfterAnEqualsSign() {
    assertEquals(
        List.of(
            new FilterTerm.Text(
                FilterKey.MODEL,
                false,
                List.of(TextMatch.exactly("gpt-5"), TextMatch.part("o3, big")))),
        terms("model:=gpt-5,\"o3, big\""));
  }

  @Test
  void readsHundredsOfStatuses() {
    assertEquals(
        List.of(
            new FilterTerm.Number(
                FilterKey.HTTP,
                false,
                List.of(
                    NumberRange.between(new BigDecimal(500), new BigDecimal(599)),
                    NumberRange.exactly(new BigDecimal(429))))),
        terms("http:5xx,429"));
  }

  @Test
  void readsHowFarACostIsKnown() {
    assertEquals(
        List.of(new FilterTerm.Choice(FilterKey.COST, false, List.of("unpriced", "unknown"))),
        terms("cost:unpriced,unknown"));
  }

  @ParameterizedTest
  @CsvSource({
    "since:2026-11-01, 2026-10-31T23:00:00Z",
    "since:today, 2026-11-19T23:00:00Z",
    "since:yesterday, 2026-11-18T23:00:00Z",
    "since:2026-07-01T09:30, 2026-07-01T07:30:00Z",
    "since:2026-07-01T09:30:00Z, 2026-07-01T09:30:00Z",
    "since:2026-07-01T09:30:00-05:00, 2026-07-01T14:30:00Z",
    "since:1w, 2026-11-13T14:32:07Z",
  })
  void readsTimesWhereOneIs(String text, Instant expected) {
    assertEquals(List.of(new FilterTerm.Since(expected)), terms(text));
  }

  @Test
  void endsADayWithTheNextAlsoWhenTheClockChanges() {
    assertEquals(
        RequestFilter.between(
                Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"))
            .terms(),
        terms("since:2026-10-25 until:2026-10-25"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status:failed,interrupted",
        "-status:completed",
        "model:=gpt-5",
        "model:\"=odd\"",
        "user:\"Ann \\\"A\\\" Lee\",bob",
        "cost:>0.01",
        "cost:>=0.01 cost:<2",
        "tokens:1000..2000 http:429",
        "duration:>5s first:<=300ms",
        "since:2026-11-01 until:2026-11-01",
        "since:2026-10-25T00:30:00Z until:2026-11-01T09:30",
        "rating:bad streamed:yes route:chat error:rate_limit",
        "id:req_00F0ABCDEFGHJ -id:req_00F0ABCDEFGHJ",
        "refund \"two words\" -gone \"-minus\" \"a:b\"",
        "cost:unpriced",
      })
  void writesAFilterAsItWasTyped(String text) {
    assertEquals(text, parser.parse(text).filter().orElseThrow().text(BERLIN));
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertEquals(
        new FilterProblem(6, 16, Reason.UNKNOWN_KEY, List.of("stat", "status")),
        problem("words stat:wrong"));
    assertEquals(
        new FilterProblem(0, 7, Reason.MISSING_VALUE, List.of("status")), problem("status:"));
    assertEquals(
        new FilterProblem(
            14,
            18,
            Reason.UNKNOWN_VALUE,
            List.of("status", "gone", "pending,completed,failed,cancelled,interrupted")),
        problem("status:failed,gone"));
    assertEquals(
        new FilterProblem(5, 9, Reason.NOT_A_NUMBER, List.of("cost", "much")),
        problem("cost:much"));
    assertEquals(Reason.NOT_A_DURATION, problem("duration:>5days").reason());
    assertEquals(Reason.NOT_A_TIME, problem("since:2026-13-01").reason());
    assertEquals(Reason.NOT_AN_ID, problem("id:resp_1").reason());
    assertEquals(Reason.ONE_TIME_ONLY, problem("since:1h since:2h").reason());
    assertEquals(Reason.ONE_TIME_ONLY, problem("-until:1h").reason());
    assertEquals(Reason.OPEN_QUOTE, problem("model:\"gpt").reason());
  }

  @Test
  void keepsWhatItUnderstoodBesideWhatItDidNot() {
    ParsedFilter parsed = parser.parse("status:failed cost:much");
    assertEquals(Optional.empty(), parsed.filter());
    assertEquals(
        RequestFilter.of(FilterTerm.Choice.status(RequestStatus.FAILED)), parsed.understood());
    assertEquals(
        List.of(
            new FilterToken(0, 7, 13, FilterKey.STATUS, true),
            new FilterToken(14, 19, 23, FilterKey.COST, false)),
        parsed.tokens());
  }

  @Test
  void neverFailsWhateverIsTyped() {
    String all =
        "-status:failed,\"a\\\"b\",=c model: :: -, \"\" =\"x\"y cost:>=..<5 since:+1 \uD83D\uDE00";
    for (int start = 0; start < all.length(); start++) {
      for (int end = start; end <= all.length(); end++) {
        String text = all.substring(start, end);
        ParsedFilter parsed = parser.parse(text);
        for (FilterToken token : parsed.tokens()) {
          assertTrue(token.start() <= token.valueStart() && token.valueStart() <= token.end());
        }
        String written = parsed.understood().text(BERLIN);
        assertEquals(Optional.of(parsed.understood()), parser.parse(written).filter(), written);
      }
    }
  }

  @Test
  void completesKeysAndKnownValues() {
    FilterCompletion key = FilterCompletion.at("user:a -st", 10).orElseThrow();
    assertEquals(List.of("status:", "streamed:"), key.suggestions());
    assertEquals("user:a -status:", key.complete("user:a -st", "status:"));

    FilterCompletion value = FilterCompletion.at("status:failed,com user:a", 17).orElseThrow();
    assertEquals(FilterKey.STATUS, value.key());
    assertEquals(List.of("completed"), value.suggestions());
    assertEquals(
        "status:failed,completed user:a", value.complete("status:failed,com user:a", "completed"));

    FilterCompletion name = FilterCompletion.at("user:", 5).orElseThrow();
    assertEquals(new FilterCompletion(5, 5, FilterKey.USER, ""), name);
    assertEquals("user:\"Ann Lee\"", name.complete("user:", "Ann Lee"));
    assertEquals(
        FilterKey.values().length, FilterCompletion.at("", 0).orElseThrow().suggestions().size());
    assertEquals(Optional.empty(), FilterCompletion.at("nothing:x", 9));
  }
}
