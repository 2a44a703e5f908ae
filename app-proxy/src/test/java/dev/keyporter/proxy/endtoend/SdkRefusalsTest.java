package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.responses.ResponseCreateParams;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.ProxySettings;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.testing.ProxyFixture;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal of the proxy's own, as the official Java SDK reports it. */
class SdkRefusalsTest {
  private static final int MAX_BODY_BYTES = 64 << 10;

  @TempDir Path directory;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    ProxySettings standard = ProxyFixture.settings(Duration.ofSeconds(30));
    proxy =
        ProxyFixture.start(
            directory,
            new ProxySettings(
                standard.host(),
                standard.port(),
                standard.allowedHosts(),
                standard.allowedOrigins(),
                MAX_BODY_BYTES,
                standard.stopGrace(),
                standard.upstream()));
    proxy.sharedKey(URI.create(DemoProvider.BASE_URL), DemoProvider.KEY);
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void aTokenThatDoesNotHoldIs401() {
    assertUnauthorized("token_missing", client -> client.apiKey(""));
    assertUnauthorized("token_malformed", client -> client.apiKey("not a token"));
    assertUnauthorized("token_malformed", client -> client.apiKey("sk-proj-of-the-provider"));
    DecodedJWT issued = JWT.decode(proxy.token());
    assertUnauthorized(
        "token_unsigned", client -> client.apiKey(claims(issued).sign(Algorithm.none())));
    assertUnauthorized(
        "token_signature_invalid",
        client -> client.apiKey(claims(issued).sign(Algorithm.HMAC256("someone else's secret"))));
    byte[] secret = proxy.database().signingSecrets().current().reveal();
    String expired =
        claims(issued)
            .withExpiresAt(Instant.now().minus(Duration.ofHours(1)))
            .sign(Algorithm.HMAC256(secret));
    assertUnauthorized("token_expired", client -> client.apiKey(expired));
  }

  @Test
  void aRevokedTokenIs401FromTheNextRequestOn() {
    var token =
        new TokenIssuer(
                proxy.database().accessTokens(),
                proxy.database().signingSecrets(),
                Clock.systemUTC())
            .issue(proxy.organization(), null, "revoked", Duration.ofDays(1));
    try (var client = open(Sdk.bearing(proxy, token.text()).putHeader("X-User-ID", "alice"))) {
      Sdk.ask(client.sdk(), "hello");
      proxy.database().accessTokens().revoke(token.token().id());
      assertRefused(UnauthorizedException.class, 401, "token_revoked", client.sdk());
    }
  }

  @Test
  void nobodysUserIs422() {
    assertRefused(
        UnprocessableEntityException.class,
        422,
        "user_id_missing",
        Sdk.bearing(proxy, proxy.token()));
  }

  @Test
  void aTokenBoundToAUserNeedsNoHeaderAndTakesNoOther() {
    User alice = proxy.database().users().create(proxy.organization().id(), "alice");
    String bound = proxy.issue(proxy.organization(), alice);

    try (var client = open(Sdk.bearing(proxy, bound))) {
      Sdk.ask(client.sdk(), "hello");
    }

    assertRefused(
        PermissionDeniedException.class,
        403,
        "user_mismatch",
        Sdk.bearing(proxy, bound).putHeader("X-User-ID", "bob"));
  }

  @Test
  void aDisabledUserIs403() {
    User alice = proxy.database().users().create(proxy.organization().id(), "alice");
    proxy.database().users().disable(alice.id());

    assertRefused(PermissionDeniedException.class, 403, "user_disabled", Sdk.alice(proxy));
  }

  @Test
  void anOrganizationWithoutAKeyIs403() {
    var other = proxy.database().organizations().create("Keyless");

    assertRefused(
        PermissionDeniedException.class,
        403,
        "no_api_key",
        Sdk.bearing(proxy, proxy.issue(other, null)).putHeader("X-User-ID", "alice"));
  }

  @Test
  void aResponseWhoseKeyIsOffIs403AndAnUnknownOneIs404() {
    try (var client = open(Sdk.alice(proxy))) {
      String made = Sdk.ask(client.sdk(), "hello").id();
      var keys = proxy.database().providerKeys();
      keys.deactivate(keys.list(proxy.organization().id()).getFirst().id());

      var inactive =
          assertThrows(
              PermissionDeniedException.class, () -> client.sdk().responses().retrieve(made));
      var unknown =
          assertThrows(
              NotFoundException.class, () -> client.sdk().responses().retrieve("resp_unknown"));

      assertEquals("provider_key_inactive", inactive.code().orElseThrow());
      assertEquals("response_not_found", unknown.code().orElseThrow());
    }
  }

  @Test
  void aBadRequestIs400WithoutTheProvidersBeingAsked() {
    var model = ResponseCreateParams.builder().input("hello");
    assertBad("model_missing", model.build());
    model.putAdditionalBodyProperty("model", JsonValue.from(5));
    assertBad("model_not_a_string", model.build());
    ResponseCreateParams good = Sdk.asking("hello");
    assertBad("invalid_user_id", good.toBuilder().putAdditionalHeader("X-User-ID", "").build());
    String tooLong = "s".repeat(256);
    assertBad(
        "invalid_session_id",
        good.toBuilder().putAdditionalHeader("X-Session-ID", tooLong).build());
    assertRefused(
        BadRequestException.class,
        400,
        "invalid_user_id",
        Sdk.bearing(proxy, proxy.token()).putHeader("X-User-ID", "null"));
  }

  @Test
  void aBodyOverTheLimitIs413() {
    try (var client = open(Sdk.alice(proxy))) {
      assertRefused(
          UnexpectedStatusCodeException.class,
          413,
          "request_too_large",
          () -> Sdk.ask(client.sdk(), "x".repeat(MAX_BODY_BYTES)));
    }
  }

  @Test
  void aKeyTheProviderRejectsIs400SoThatTheTokenIsNotBlamed() {
    proxy.sharedKey(URI.create(DemoProvider.BASE_URL), "sk-wrong");

    assertRefused(BadRequestException.class, 400, "provider_key_rejected", Sdk.alice(proxy));
  }

  @Test
  void aStreamThatIsRefusedGetsTheSameException() {
    try (var client = open(Sdk.bearing(proxy, proxy.token()))) {
      assertRefused(
          UnprocessableEntityException.class,
          422,
          "user_id_missing",
          () -> {
            try (var stream = client.sdk().responses().createStreaming(Sdk.asking("hello"))) {
              stream.stream().forEach(event -> {});
            }
          });
      assertRefused(
          UnprocessableEntityException.class,
          422,
          "user_id_missing",
          () -> {
            var chat = client.sdk().chat().completions();
            try (var stream = chat.createStreaming(Sdk.chatting("hello"))) {
              stream.stream().forEach(chunk -> {});
            }
          });
    }
  }

  private void assertBad(String code, ResponseCreateParams params) {
    try (var client = open(Sdk.alice(proxy))) {
      assertRefused(
          BadRequestException.class, 400, code, () -> client.sdk().responses().create(params));
    }
  }

  private void assertUnauthorized(String code, Consumer<OpenAIOkHttpClient.Builder> change) {
    OpenAIOkHttpClient.Builder builder = Sdk.alice(proxy);
    change.accept(builder);
    try (var client = open(builder)) {
      OpenAIServiceException refusal =
          assertRefused(
              UnauthorizedException.class, 401, code, () -> Sdk.ask(client.sdk(), "hello"));
      assertEquals(List.of("Bearer"), refusal.headers().values("WWW-Authenticate"));
    }
  }

  private static void assertRefused(
      Class<? extends OpenAIServiceException> type,
      int status,
      String code,
      OpenAIOkHttpClient.Builder builder) {
    try (var client = open(builder)) {
      assertRefused(type, status, code, client.sdk());
    }
  }

  private static void assertRefused(
      Class<? extends OpenAIServiceException> type, int status, String code, OpenAIClient client) {
    assertRefused(type, status, code, () -> Sdk.ask(client, "hello"));
  }

  private static OpenAIServiceException assertRefused(
      Class<? extends OpenAIServiceException> type, int status, String code, Runnable call) {
    OpenAIServiceException refusal = assertThrows(OpenAIServiceException.class, call::run);
    assertEquals(code, refusal.code().orElseThrow());
    assertInstanceOf(type, refusal);
    assertEquals(status, refusal.statusCode());
    assertTrue(refusal.type().isPresent());
    assertTrue(refusal.headers().values("X-Request-ID").getFirst().startsWith("req_"));
    return refusal;
  }

  /** The SDK's client closes, but cannot be opened in a try. */
  private record Open(OpenAIClient sdk) implements AutoCloseable {
    @Override
    public void close() {
      sdk.close();
    }
  }

  private static Open open(OpenAIOkHttpClient.Builder builder) {
    return new Open(builder.build());
  }

  private static JWTCreator.Builder claims(DecodedJWT of) {
    return JWT.create()
        .withKeyId(of.getKeyId())
        .withSubject(of.getSubject())
        .withJWTId(of.getId())
        .withIssuedAt(of.getIssuedAtAsInstant())
        .withExpiresAt(of.getExpiresAtAsInstant());
  }
}
