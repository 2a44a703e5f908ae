package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
  void leavesHeadersOutThatCarrySecrets() {
    Exchange kept =
        redactor.redact(
            exchange("Accept: */*\nAuthorization: Bearer x\nCOOKIE : a\nX-Api-Key: y", "hi"));

    assertEquals("Accept: */*", kept.requestHeaders());
  }

  @Test
  void leavesBodiesThatAreNotTextAsTheyAreWhereNoRuleApplies() {
    byte[] binary = {0, -1, -2, 7};
    rules = List.of(rule("\\d{16}", "[card]"));

    assertArrayEquals(binary, redactor.redact(exchange("", binary)).requestBody());
  }

  @Test
  void replacesInBodiesTextsAndMessagesLiterally() {
    rules = List.of(rule("\\d{16}", "$1[card]"), rule("(?i)secret", "***"));
    Exchange kept = redactor.redact(exchange("", "Secret 4111111111111111"));

    assertEquals("*** $1[card]", new String(kept.requestBody(), UTF_8));
    assertEquals("*** $1[card]", new String(kept.responseBody(), UTF_8));
    assertEquals("*** $1[card]", kept.promptText());
    assertEquals("*** $1[card]", kept.answerText());
    assertNull(kept.eventTimes(), "its ends are no longer those of the pieces");
    assertEquals(
        "a message", redactor.redact(ACME, RecorderFixture.end(new RequestId(1))).errorMessage());
    rules = List.of(rule("message", "m"));
    redactor.refresh();
    assertEquals(
        "a m", redactor.redact(ACME, RecorderFixture.end(new RequestId(1))).errorMessage());
  }

  @Test
  @Timeout(30)
  void withholdsATextThatAPatternCannotGetThrough() {
    rules = List.of(rule("(a+)+\\1c", "x"));
    Exchange kept = redactor.redact(exchange("", "a".repeat(60) + "!"));

    assertEquals("[withheld: a redaction rule took too long]", kept.promptText());
  }

  @Test
  void keepsToTheRulesItKnowsWhileTheDatabaseIsGone() {
    rules = List.of(rule("hi", "ho"));
    redactor.prepare(ACME);
    redactor.refresh();
    gone = true;

    assertEquals("ho", redactor.redact(exchange("", "hi")).promptText());
  }

  private static RedactionRule rule(String pattern, String replacement) {
    return new RedactionRule(
        UUID.randomUUID(), ACME, "a rule", pattern, replacement, Instant.EPOCH);
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
