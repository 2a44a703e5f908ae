package dev.keyporter.proxy.access;

import static dev.keyporter.proxy.access.AccessFixture.await;
import static dev.keyporter.proxy.access.AccessFixture.headers;
import static dev.keyporter.proxy.access.AccessFixture.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.KeyScope.Personal;
import dev.keyporter.model.access.KeyScope.Shared;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.model.traffic.RequestId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyResolverTest {
  private static final KeyScope SHARED = new Shared();

  @TempDir Path directory;
  private AccessFixture fixture;
  private KeyResolver resolver;
  private Caller alice;
  private Caller bob;

  @BeforeEach
  void open() {
    fixture = new AccessFixture(directory);
    resolver = new KeyResolver(fixture.database);
    alice = caller("alice");
    bob = caller("bob");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void prefersTheUsersOwnKeyToTheOrganizations() {
    fixture.key(new Personal(alice.user().id()), "sk-alice-1");
    fixture.key(SHARED, "sk-shared-1");

    assertEquals("sk-alice-1", secret(alice));
    assertEquals("sk-shared-1", secret(bob));
    assertNull(resolver.ownKey(alice, ProviderKind.OPENAI).referencedSession());
  }

  @Test
  void takesTheNewestActiveKeyOfALevel() {
    fixture.key(SHARED, "sk-shared-1");
    ProviderKey newer = fixture.key(SHARED, "sk-shared-2");
    assertEquals("sk-shared-2", secret(bob));

    fixture.database.providerKeys().deactivate(newer.id());
    assertEquals("sk-shared-1", secret(bob));
  }

  @Test
  void looksForAKeyOfTheKindThatTheRouteNeeds() {
    fixture.key(SHARED, "sk-openai-1");
    assertEquals("403 no_api_key", refusal(() -> resolver.ownKey(alice, ProviderKind.ANTHROPIC)));

    fixture
        .database
        .providerKeys()
        .create(
            fixture.organization.id(),
            new NewProviderKey(
                SHARED,
                "anthropic",
                ProviderKind.ANTHROPIC.baseUrl(),
                null,
                null,
                false,
                ProviderKind.ANTHROPIC,
                null),
            new Secret("sk-ant-1"));
    assertEquals("sk-ant-1", resolver.ownKey(alice, ProviderKind.ANTHROPIC).secret().reveal());
    assertEquals("sk-openai-1", secret(alice), "the newer key is of another kind");
  }

  @Test
  void saysThatThereIsNoKey() {
    assertEquals("403 no_api_key", refusal(() -> resolver.ownKey(alice, ProviderKind.OPENAI)));
    fixture.key(new Personal(bob.user().id()), "sk-bob-1");
    assertEquals("403 no_api_key", refusal(() -> resolver.ownKey(alice, ProviderKind.OPENAI)));
    fixture.key(SHARED, "sk-shared-1");
    assertEquals("sk-shared-1", secret(alice));
  }

  @Test
  void sendsAReplacedSecretFromTheNextRequest() {
    ProviderKey key = fixture.key(SHARED, "sk-shared-1");
    assertEquals("sk-shared-1", secret(alice));

    fixture.database.providerKeys().replace(key.id(), new Secret("sk-shared-2"));
    assertEquals("sk-shared-2", secret(alice));
  }

  @Test
  void noticesAKeyThatAnotherProcessSwitchedOff() {
    ProviderKey key = fixture.key(SHARED, "sk-shared-1");
    assertEquals("sk-shared-1", secret(alice));

    try (Database elsewhere = fixture.open(directory)) {
      elsewhere.providerKeys().deactivate(key.id());
      await(() -> outcome(alice).equals("403 no_api_key"));
    }
  }

  @Test
  void goesOnWithTheKeyThatMadeTheResponseAndInItsSession() {
    ProviderKey first = fixture.key(SHARED, "sk-shared-1");
    refer(1, Kind.RESPONSE, "resp_1", null, first, "sess_a");
    fixture.key(new Personal(alice.user().id()), "sk-alice-1");

    UpstreamKey key = resolver.creatorOf(Kind.RESPONSE, "resp_1", alice, ProviderKind.OPENAI);

    assertEquals("sk-shared-1", key.secret().reveal());
    assertEquals("sess_a", key.referencedSession());
    assertEquals(
        "sk-shared-1",
        resolver.creatorOf(Kind.RESPONSE, "resp_1", bob, ProviderKind.OPENAI).secret().reveal());
  }

  @Test
  void hidesWhatAPersonalKeyMadeFromEverybodyElse() {
    ProviderKey own = fixture.key(new Personal(alice.user().id()), "sk-alice-1");
    refer(1, Kind.RESPONSE, "resp_1", alice.user().id(), own, null);

    assertEquals(
        "sk-alice-1",
        resolver.creatorOf(Kind.RESPONSE, "resp_1", alice, ProviderKind.OPENAI).secret().reveal());
    assertEquals(
        "404 response_not_found",
        refusal(() -> resolver.creatorOf(Kind.RESPONSE, "resp_1", bob, ProviderKind.OPENAI)));
  }

  @Test
  void hidesResponsesFromOtherOrganizations() {
    refer(1, Kind.RESPONSE, "resp_1", null, fixture.key(SHARED, "sk-shared-1"), null);
    var other = fixture.database.organizations().create("Other");
    String token = fixture.issuer().issue(other, null, "t", Duration.ofDays(1)).text();
    Caller foreign = fixture.authenticator().authenticate(headers(token, "alice", null));

    assertEquals(
        "404 response_not_found",
        refusal(() -> resolver.creatorOf(Kind.RESPONSE, "resp_1", foreign, ProviderKind.OPENAI)));
  }

  @Test
  void keepsResponsesAndConversationsApart() {
    refer(1, Kind.CONVERSATION, "conv_1", null, fixture.key(SHARED, "sk-shared-1"), "sess_c");

    assertEquals(
        "sess_c",
        resolver
            .creatorOf(Kind.CONVERSATION, "conv_1", bob, ProviderKind.OPENAI)
            .referencedSession());
    assertEquals(
        "404 response_not_found",
        refusal(() -> resolver.creatorOf(Kind.RESPONSE, "conv_1", bob, ProviderKind.OPENAI)));
    assertEquals(
        "404 conversation_not_found",
        refusal(() -> resolver.creatorOf(Kind.CONVERSATION, "conv_2", bob, ProviderKind.OPENAI)));
  }

  @Test
  void takesTheNewestOfTwoResponsesWithOneId() {
    refer(1, Kind.RESPONSE, "resp_1", null, fixture.key(SHARED, "sk-shared-1"), null);
    refer(2, Kind.RESPONSE, "resp_1", null, fixture.key(SHARED, "sk-shared-2"), null);

    assertEquals(
        "sk-shared-2",
        resolver.creatorOf(Kind.RESPONSE, "resp_1", bob, ProviderKind.OPENAI).secret().reveal());
  }

  @Test
  void doesNotFallBackToAnotherKeyWhereTheCreatorIsOffOrDeleted() {
    ProviderKey first = fixture.key(SHARED, "sk-shared-1");
    fixture.key(SHARED, "sk-shared-2");
    refer(1, Kind.RESPONSE, "resp_1", null, first, null);
    assertEquals("sk-shared-1", creatorOutcome());

    fixture.database.providerKeys().deactivate(first.id());
    assertEquals("403 provider_key_inactive", creatorOutcome());
    fixture.database.providerKeys().activate(first.id());
    assertEquals("sk-shared-1", creatorOutcome());
    fixture.database.providerKeys().delete(first.id());
    assertEquals("403 provider_key_inactive", creatorOutcome());
  }

  @Test
  void saysThatAKeyCannotBeDecrypted() throws Exception {
    fixture.key(SHARED, "sk-shared-1");
    Path masterKey = directory.resolve("master.key");
    Path elsewhere = Files.createTempDirectory(directory, "other");
    try (var other = new AccessFixture(elsewhere)) {
      other.key(SHARED, "sk-other-1");
      Files.copy(
          elsewhere.resolve("master.key"),
          masterKey,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    try (Database again = fixture.open(directory)) {
      assertEquals(
          "403 provider_key_unreadable",
          refusal(() -> new KeyResolver(again).ownKey(alice, ProviderKind.OPENAI)));
    }
  }

  @Test
  void printsNoSecret() {
    fixture.key(SHARED, "sk-shared-1");

    assertFalse(resolver.ownKey(alice, ProviderKind.OPENAI).toString().contains("sk-shared-1"));
  }

  private Caller caller(String user) {
    return fixture.authenticator().authenticate(headers(fixture.token(null).text(), user, null));
  }

  private String secret(Caller caller) {
    return resolver.ownKey(caller, ProviderKind.OPENAI).secret().reveal();
  }

  private String outcome(Caller caller) {
    try {
      return secret(caller);
    } catch (dev.keyporter.proxy.error.ProxyException e) {
      return e.error().status() + " " + e.error().code();
    }
  }

  private String creatorOutcome() {
    try {
      return resolver
          .creatorOf(Kind.RESPONSE, "resp_1", bob, ProviderKind.OPENAI)
          .secret()
          .reveal();
    } catch (dev.keyporter.proxy.error.ProxyException e) {
      return e.error().status() + " " + e.error().code();
    }
  }

  private void refer(
      long request,
      Kind kind,
      String providerId,
      @Nullable UserId owner,
      ProviderKey key,
      @Nullable String session) {
    fixture
        .database
        .requestLog()
        .write(
            List.of(
                new RecordEntry.Referenced(
                    new ProviderReference(
                        new RequestId(request),
                        kind,
                        providerId,
                        fixture.organization.id(),
                        owner,
                        key.id(),
                        session))));
  }
}
