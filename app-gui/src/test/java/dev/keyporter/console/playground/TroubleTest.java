package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.playground.Trouble.Help;
import dev.keyporter.proxy.client.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private static Trouble refused(int status, String code) {
    return Trouble.of(new Problem.Refused(status, code, "Theirs.", null), false);
  }

  @Test
  void everyKindOfFailureHasItsOwnSentenceAndNextStep() {
    List<Trouble> troubles =
        List.of(
            Trouble.of(new Problem.Unreachable(), false),
            Trouble.of(new Problem.Cut(), false),
            Trouble.of(new Problem.Failed("x", "Theirs."), false),
            refused(400, "invalid"),
            refused(400, "provider_key_rejected"),
            refused(401, "token_revoked"),
            Trouble.of(new Problem.Refused(401, "token_revoked", "Theirs.", null), true),
            refused(403, "no_api_key"),
            refused(403, "user_disabled"),
            refused(403, "unsupported_country"),
            refused(404, "model_not_found"),
            refused(422, "user_id_missing"),
            refused(429, "rate_limit_exceeded"),
            refused(500, "server_error"),
            refused(502, "upstream"),
            refused(503, "record_unavailable"),
            refused(503, "access_unconfirmed"));
    var whats = new ArrayList<String>();
    for (Trouble trouble : troubles) {
      whats.add(trouble.failure().what());
      assertFalse(trouble.failure().next().isBlank());
    }
    assertEquals(troubles.size(), new HashSet<>(whats).size(), whats.toString());
  }

  @Test
  void whatTheOtherSideSaysIsRepeated() {
    assertTrue(refused(404, "model_not_found").failure().what().endsWith(" Theirs."));
  }

  @Test
  void nothingIsSaidTwice() {
    assertFalse(refused(502, "upstream_unreachable").failure().what().contains("Theirs."));
    assertTrue(refused(502, "upstream_broke_off").failure().what().endsWith(" Theirs."));
  }

  @Test
  void saysHowLongToWaitWhereThatIsKnown() {
    var told = new Problem.Refused(429, null, "", Duration.ofSeconds(21));
    assertTrue(Trouble.of(told, false).failure().next().contains("21"));
    assertNotEquals(Trouble.of(told, false).failure().next(), refused(429, "x").failure().next());
  }

  @Test
  void leadsToWhereItIsMended() {
    assertEquals(Help.START_PROXY, Trouble.of(new Problem.Unreachable(), false).help());
    assertEquals(Help.OPEN_KEYS, refused(403, "no_api_key").help());
    assertEquals(Help.OPEN_USERS, refused(403, "user_disabled").help());
  }
}
