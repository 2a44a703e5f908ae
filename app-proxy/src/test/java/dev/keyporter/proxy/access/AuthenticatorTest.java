package dev.keyporter.proxy.access;

import static dev.keyporter.proxy.access.AccessFixture.await;
import static dev.keyporter.proxy.access.AccessFixture.headers;
import static dev.keyporter.proxy.access.AccessFixture.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.traffic.RequestId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatorTest {
  @TempDir Path directory;
  private AccessFixture fixture;
  private Authenticator authenticator;
  private String open;

  @BeforeEach
  void open() {
    fixture = new AccessFixture(directory);
    authenticator = fixture.authenticator();
    open = fixture.token(null).text();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void makesAUserAtFirstSightAndKnowsTheUserAgain() {
    Caller first = authenticator.authenticate(headers(open, "user@example.com", null));
    Caller second = authenticator.authenticate(headers(open, " user@example.com ", null));

    assertEquals("user@example.com", first.user().name());
    assertEquals(first.user(), second.user());
    assertEquals(List.of(first.user()), fixture.database.users().list(fixture.organization.id()));
  }

  @Test
  void makesOneUserOfManyFirstRequestsAtOnce() throws Exception {
    int requests = 64;
    Set<UserId> seen = new HashSet<>();
    var start = new CountDownLatch(1);
    try (Database elsewhere = fixture.open(directory);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Authenticator> processes = List.of(authenticator, fixture.authenticator(elsewhere));
      List<Future<Caller>> callers =
          java.util.stream.IntStream.range(0, requests)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return processes
                                .get(i % 2)
                                .authenticate(headers(open, "new@example.com", null));
                          }))
              .toList();
      start.countDown();
      for (Future<Caller> caller : callers) {
        seen.add(caller.get().user().id());
      }
    }

    assertEquals(1, seen.size());
    assertEquals(1, fixture.database.users().list(fixture.organization.id()).size());
  }

  @Test
  void keepsUsersOfTheSameNameInDifferentOrganizationsApart() {
    var other = fixture.database.organizations().create("Other");
    String otherToken =
        fixture.issuer().issue(other, null, "t", java.time.Duration.ofDays(1)).text();

    Caller one = authenticator.authenticate(headers(open, "alice", null));
    Caller two = authenticator.authenticate(headers(otherToken, "alice", null));

    assertEquals(other, two.organization());
    assertEquals(other.id(), two.user().organizationId());
    assertEquals(fixture.organization.id(), one.user().organizationId());
  }

  @Test
  void refusesUserNamesThatSayNothing() {
    for (String name : new String[] {"", "   ", "null", " null "}) {
      assertEquals("400 invalid_user_id", outcome(open, name, null), "'" + name + "'");
    }
  }

  @Test
  void takesUserNamesOfUpTo255Characters() {
    assertEquals("x".repeat(255), outcome(open, "x".repeat(255), null));
    assertEquals("400 invalid_user_id", outcome(open, "x".repeat(256), null));
    assertEquals("NULL", outcome(open, "NULL", null));
    assertEquals("50%40 off", outcome(open, "50%40 off", null));
  }

  /** The server hands over one character for each byte. */
  @Test
  void takesUserNamesInUtf8AndFromClientsThatSendLatin1() {
    assertEquals("M\u00fcller", outcome(open, "M\u00c3\u00bcller", null));
    assertEquals("J\u00f6rg", outcome(open, "J\u00f6rg", null));
  }

  @Test
  void refusesUserNamesThatTheServerCouldNotRead() {
    assertEquals("400 invalid_user_id", outcome(open, "m\uFFFD\uFFFDller", null));
    assertEquals("400 invalid_user_id", outcome(open, "m\u00ef\u00bf\u00bdller", null));
    assertEquals("400 invalid_user_id", outcome(open, "a\tb", null));
  }

  @Test
  void refusesAHeaderSentTwice() {
    var twice =
        new CallerHeaders("/v1/models", List.of("Bearer " + open), List.of("a", "b"), List.of());
    assertEquals("400 invalid_user_id", refusal(() -> authenticator.authenticate(twice)));
    var sessions =
        new CallerHeaders("/v1/models", List.of("Bearer " + open), List.of("a"), List.of("s", "t"));
    assertEquals("400 invalid_session_id", refusal(() -> authenticator.authenticate(sessions)));
  }

  @Test
  void asksWhoCallsWhereTheTokenDoesNotSay() {
    assertEquals("422 user_id_missing", outcome(open, null, null));
  }

  @Test
  void looksAtTheTokenBeforeAnythingElse() {
    assertEquals("401 token_malformed", outcome("x", "null", ""));
  }

  @Test
  void letsATokenSpeakForTheUserItIsBoundTo() {
    User alice = fixture.database.users().create(fixture.organization.id(), "alice");
    String bound = fixture.token(alice).text();

    assertEquals("alice", outcome(bound, null, null));
    assertEquals("alice", outcome(bound, "alice", null));
    assertEquals("403 user_mismatch", outcome(bound, "bob", null));
    assertEquals("400 invalid_user_id", outcome(bound, "", null));
    assertEquals(List.of(alice), fixture.database.users().list(fixture.organization.id()));
  }

  @Test
  void refusesDisabledAndDeletedUsersAtTheNextRequestAndMakesNoneAnew() {
    User alice = fixture.database.users().create(fixture.organization.id(), "alice");
    String bound = fixture.token(alice).text();
    assertEquals("alice", outcome(open, "alice", null));
    assertEquals("alice", outcome(bound, null, null));

    fixture.database.users().disable(alice.id());
    assertEquals("403 user_disabled", outcome(open, "alice", null));
    assertEquals("403 user_disabled", outcome(bound, null, null));
    fixture.database.users().enable(alice.id());
    assertEquals("alice", outcome(open, "alice", null));
    fixture.database.users().delete(alice.id());
    assertEquals("403 user_disabled", outcome(open, "alice", null));
    assertEquals("403 user_disabled", outcome(bound, null, null));
    assertEquals(
        UserState.DELETED,
        fixture.database.users().find(fixture.organization.id(), "alice").orElseThrow().state());
  }

  @Test
  void refusesAUserWhomAnotherProcessDisabled() {
    User alice = fixture.database.users().create(fixture.organization.id(), "alice");
    assertEquals("alice", outcome(open, "alice", null));

    try (Database elsewhere = fixture.open(directory)) {
      elsewhere.users().disable(alice.id());
      await(() -> outcome(open, "alice", null).equals("403 user_disabled"));
    }
  }

  @Test
  void adoptsASessionAsItStands() {
    Caller caller = authenticator.authenticate(headers(open, "alice", "my session #1 ~"));

    assertEquals("my session #1 ~", caller.requestedSession());
    assertEquals("my session #1 ~", caller.session(null, "sess_of_reference", new RequestId(7)));
    assertNull(authenticator.authenticate(headers(open, "alice", null)).requestedSession());
  }

  @Test
  void joinsTheReferencedSessionElseMakesOne() {
    Caller caller = authenticator.authenticate(headers(open, "alice", null));

    assertEquals("sess_of_reference", caller.session(null, "sess_of_reference", new RequestId(7)));
    assertEquals("sess_0000000000007", caller.session(null, null, new RequestId(7)));
  }

  @Test
  void refusesBadSessionIds() {
    for (String id : List.of("", " ", "x".repeat(256), "a\tb", "sitzung-\u00e4", "\uFFFD")) {
      assertEquals("400 invalid_session_id", outcome(open, "alice", id), "'" + id + "'");
    }
    assertEquals("alice", outcome(open, "alice", "x".repeat(255)));
  }

  /** The caller's name, or the refusal. */
  private String outcome(String token, @Nullable String user, @Nullable String session) {
    try {
      return authenticator.authenticate(headers(token, user, session)).user().name();
    } catch (dev.keyporter.proxy.error.ProxyException e) {
      return e.error().status() + " " + e.error().code();
    }
  }
}
