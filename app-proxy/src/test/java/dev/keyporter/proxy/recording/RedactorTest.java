package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.memory.BodyMemory;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private static final OrganizationId ACME = new OrganizationId(new UUID(0, 1));

  private List<RedactionRule> rules = List.of();
  private boolean gone;

  private final Redactor redactor =
      new Redactor(
          _ -> {
            if (gone) {
              throw new DatabaseException(DatabaseException.Kind.UNREACHABLE, "gone");
            }
            return rules;
          });

  @Test
  void leavesBodiesThatAreNotTextAsTheyAreWhereNoRuleApplies() {
    byte[] binary = {0, -1, -2, 7};
    rules = List.of(rule("\\d{16}", "[card]"));

    assertArrayEquals(
        binary,
        redactor.redact(exchange("", binary), List.of(), BodyMemory.unbounded()).requestBody());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx",
        "eyJhbGciOiJIUzI1NiJ9/eyJhbGciOiJIUzI1NiJ9.x.y",
        "ollama runs llama"
      })
  void leavesWhatIsNoWholeTokenAndNoKeyThatIsAWord(String text) {
    Exchange said = exchange("X: " + text, text);

    assertSame(said, redactor.redact(said, List.of(new Secret("ollama")), BodyMemory.unbounded()));
  }

  @Test
  void replacesInBodiesTextsAndMessagesLiterally() {
    rules = List.of(rule("\\d{16}", "$1[card]"), rule("(?i)secret", "***"));
    Exchange kept =
        redactor.redact(exchange("", "Secret 4111111111111111"), List.of(), BodyMemory.unbounded());

    assertEquals("*** $1[card]", new String(kept.requestBody(), UTF_8));
    assertEquals("*** $1[card]", new String(kept.responseBody(), UTF_8));
    assertEquals("*** $1[card]", kept.promptText());
    assertEquals("*** $1[card]", kept.answerText());
    assertEquals(12, requireNonNull(kept.eventTimes()).end(0));
    assertEquals(
        "a message", redactor.redact(ACME, RecorderFixture.end(new RequestId(1))).errorMessage());
    rules = List.of(rule("message", "m"));
    redactor.refresh();
    assertEquals(
        "a m", redactor.redact(ACME, RecorderFixture.end(new RequestId(1))).errorMessage());
  }

  @Test
  void seesTheTextOfAStreamThatComesInPieces() {
    rules = List.of(rule("\\d{4} \\d{4}", "[card]"));
    List<String> events =
        List.of(
            delta(0, "Use 41"),
            delta(0, "11 2"),
            delta(1, "41"),
            delta(0, "222, \u00e9h?"),
            "data:{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"1111"
                + " \"}}]},\"logprobs\":{\"token\":\"1111\"}}]}\n\n",
            "data:{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,"
                + "\"function\":{\"arguments\":\"2222\"}}]}}]}\n\n",
            "data: [DONE]\n\n");

    Exchange kept = redactor.redact(stream(events), List.of(), BodyMemory.unbounded());

    EventTimes times = requireNonNull(kept.eventTimes());
    String body = new String(kept.responseBody(), UTF_8);
    assertEquals(
        List.of(
            delta(0, "Use [card]"),
            delta(0, ""),
            events.get(2),
            delta(0, ", \u00e9h?"),
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,"
                + "\"function\":{\"arguments\":\"[card]\"}}]}}]}\n\n",
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,"
                + "\"function\":{\"arguments\":\"\"}}]}}]}\n\n",
            "data: [DONE]\n\n"),
        pieces(kept.responseBody(), times));
    assertFalse(body.contains("1111"), body);
    assertEquals(6, times.micros(6));
  }

  @Test
  void leavesEventsInWhichNoRuleAppliesAsTheyCame() {
    rules = List.of(rule("\\d{4}", "[card]"));
    List<String> events =
        List.of(": ping\n\n", "id: 1\r\ndata: { \"delta\" : 1.50 }\r\n\r\n", delta(0, "12"));

    Exchange kept = redactor.redact(stream(events), List.of(), BodyMemory.unbounded());

    assertEquals(String.join("", events), new String(kept.responseBody(), UTF_8));
  }

  @Test
  void seesTextsAsTheyReadAndNotAsTheyAreEscaped() {
    rules = List.of(rule("key=\"[^\"]*\"", "[key]"));
    String json = "{\"input\":[\"my key=\\\"s3cr\\u0065t\\\".\"],\"n\":1.50}";

    Exchange kept = redactor.redact(exchange("", json), List.of(), BodyMemory.unbounded());

    assertEquals("{\"input\":[\"my [key].\"],\"n\":1.50}", new String(kept.requestBody(), UTF_8));
  }

  @Test
  void readsBodiesInAContentCodingAndWithholdsThoseItCannotRead() throws Exception {
    rules = List.of(rule("secret", "***"));
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write("a secret".getBytes(UTF_8));
    }

    Exchange read =
        redactor.redact(
            exchange("A: 1\ncontent-ENCODING: gzip", zipped.toByteArray()),
            List.of(),
            BodyMemory.unbounded());
    Exchange unread =
        redactor.redact(
            exchange("Content-Encoding: br", "secret"), List.of(), BodyMemory.unbounded());

    assertEquals("A: 1", read.requestHeaders());
    assertEquals("a ***", new String(read.requestBody(), UTF_8));
    assertTrue(new String(unread.requestBody(), UTF_8).startsWith("[withheld: "));
  }

  @Test
  @Timeout(30)
  void withholdsATextThatAPatternCannotGetThrough() {
    rules = List.of(rule("(a+)+\\1c", "x"));
    Exchange kept =
        redactor.redact(exchange("", "a".repeat(60) + "!"), List.of(), BodyMemory.unbounded());

    assertEquals("[withheld: a redaction rule took too long]", kept.promptText());
  }

  @Test
  void keepsToTheRulesItKnowsWhileTheDatabaseIsGone() {
    rules = List.of(rule("hi", "ho"));
    redactor.prepare(ACME);
    redactor.refresh();
    gone = true;

    assertEquals(
        "ho", redactor.redact(exchange("", "hi"), List.of(), BodyMemory.unbounded()).promptText());
  }

  private static RedactionRule rule(String pattern, String replacement) {
    return new RedactionRule(
        UUID.randomUUID(), ACME, "a rule", pattern, replacement, Instant.EPOCH);
  }

  private static String delta(int output, String text) {
    return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
        + ("\"output_index\":" + output + ",\"delta\":\"" + text + "\"}\n\n");
  }

  private static Exchange stream(List<String> events) {
    var times = new EventTimes();
    var body = new ByteArrayOutputStream();
    for (String event : events) {
      body.writeBytes(event.getBytes(UTF_8));
      times.add(body.size(), times.size());
    }
    byte[] none = {};
    return new Exchange(
        new RequestId(1), ACME, "", none, "", body.toByteArray(), times, null, null);
  }

  private static List<String> pieces(byte[] body, EventTimes times) {
    var pieces = new ArrayList<String>();
    int from = 0;
    for (int i = 0; i < times.size(); i++) {
      int end = (int) times.end(i);
      pieces.add(new String(body, from, end - from, UTF_8));
      from = end;
    }
    return pieces;
  }

  private static Exchange exchange(String headers, String text) {
    return exchange(headers, text.getBytes(UTF_8), text);
  }

  private static Exchange exchange(String headers, byte[] body) {
    return exchange(headers, body, "");
  }

  private static Exchange exchange(String headers, byte[] body, String text) {
    var times = new EventTimes();
    times.add(body.length, 1);
    return new Exchange(new RequestId(1), ACME, headers, body, headers, body, times, text, text);
  }
}
