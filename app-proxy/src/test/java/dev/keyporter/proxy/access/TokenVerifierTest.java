package dev.keyporter.proxy.access;

import static dev.keyporter.proxy.access.AccessFixture.await;
import static dev.keyporter.proxy.access.AccessFixture.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.User;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVerifierTest {
  @TempDir Path directory;
  private AccessFixture fixture;
  private TokenVerifier verifier;

  @BeforeEach
  void open() {
    fixture = new AccessFixture(directory);
    verifier = new TokenVerifier(fixture.database, fixture.clock);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void acceptsAnIssuedTokenAndKnowsWhoseItIs() {
    User alice = fixture.database.users().create(fixture.organization.id(), "alice");
    IssuedToken issued = fixture.token(alice);

    TokenVerifier.Verified verified = verify(issued.text());

    assertEquals(fixture.organization, verified.organization());
    assertEquals(alice, verified.boundUser());
    assertEquals(issued.token().id(), verified.token().id());
  }

  @Test
  void issuesTheClaimsOfTheContract() {
    User alice = fixture.database.users().create(fixture.organization.id(), "alice");
    var token = JWT.decode(fixture.token(alice).text());

    assertEquals("HS256", token.getAlgorithm());
    assertEquals(fixture.organization.id().toString(), token.getSubject());
    assertEquals("Acme", token.getClaim("org_name").asString());
    assertEquals("alice", token.getClaim("user_id").asString());
    assertEquals(fixture.clock.instant(), token.getIssuedAtAsInstant());
    assertEquals(fixture.clock.instant().plus(Duration.ofDays(1)), token.getExpiresAtAsInstant());
    assertEquals(7, java.util.UUID.fromString(token.getId()).version());
    assertFalse(JWT.decode(fixture.token(null).text()).getClaims().containsKey("user_id"));
  }

  @Test
  void takesTheSchemeInAnyCase() {
    String text = fixture.token(null).text();

    assertEquals(fixture.organization, verify(List.of("bEARER   " + text)).organization());
  }

  @Test
  void saysThatTheTokenIsMissing() {
    assertEquals("401 token_missing", refusal(() -> verify(List.of())));
    assertEquals("401 token_missing", refusal(() -> verify(List.of(""))));
    assertEquals("401 token_missing", refusal(() -> verify(List.of("Bearer"))));
    assertEquals("401 token_missing", refusal(() -> verify(List.of("Bearer  "))));
    assertEquals("401 token_missing", refusal(() -> verify(List.of("Basic YTpi"))));
  }

  @Test
  void refusesWhatIsNoToken() {
    String text = fixture.token(null).text();

    assertEquals("401 token_malformed", refusal(() -> verify("nonsense")));
    assertEquals("401 token_malformed", refusal(() -> verify("a.b.c")));
    assertEquals("401 token_malformed", refusal(() -> verify("sk-proj-0123456789")));
    assertEquals("401 token_malformed", refusal(() -> verify(text + ".more")));
    assertEquals("401 token_malformed", refusal(() -> verify(text + "A".repeat(9_000))));
    assertEquals(
        "401 token_malformed", refusal(() -> verify(List.of("Bearer " + text, "Bearer " + text))));
  }

  @Test
  void refusesATokenWithoutASignature() {
    String[] parts = fixture.token(null).text().split("\\.", -1);

    assertEquals("401 token_unsigned", refusal(() -> verify(parts[0] + "." + parts[1] + ".")));
    for (String none : List.of("none", "None", "nOnE")) {
      String header = encoded("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}");
      assertEquals(
          "401 token_unsigned", refusal(() -> verify(header + "." + parts[1] + ".")), none);
      assertEquals(
          "401 token_unsigned", refusal(() -> verify(header + "." + parts[1] + "." + parts[2])));
    }
  }

  @Test
  void refusesEveryOtherAlgorithmEvenWithTheRightSecret() throws Exception {
    byte[] secret = fixture.database.signingSecrets().current().reveal();
    var pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    var rsa = (RSAPrivateKey) pairs.generateKeyPair().getPrivate();

    for (Algorithm algorithm :
        List.of(
            Algorithm.HMAC384(secret), Algorithm.HMAC512(secret), Algorithm.RSA256(null, rsa))) {
      assertEquals(
          "401 token_signature_invalid",
          refusal(() -> verify(forged(algorithm))),
          algorithm::getName);
    }
    assertEquals(fixture.organization, verify(forged(Algorithm.HMAC256(secret))).organization());
  }

  @Test
  void refusesATokenSignedWithAnotherSecret() {
    assertEquals(
        "401 token_signature_invalid",
        refusal(() -> verify(forged(Algorithm.HMAC256("another secret, 32 bytes long, of mine")))));
  }

  @Test
  void refusesATokenChangedAnywhere() {
    String text = fixture.token(null).text();
    verify(text);

    for (int i = text.indexOf('.') + 1; i < text.length(); i++) {
      if (text.charAt(i) != '.') {
        char other = text.charAt(i) == 'A' ? 'B' : 'A';
        String changed = text.substring(0, i) + other + text.substring(i + 1);
        assertNotEquals("accepted", outcome(changed), "changed at " + i);
      }
    }
  }

  @Test
  void refusesASignatureWrittenInAnotherWay() {
    String text = fixture.token(null).text();
    char last = text.charAt(text.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    // The last two bits of the last character carry nothing.
    char twin = alphabet.charAt(alphabet.indexOf(last) ^ 1);

    assertEquals(
        "401 token_signature_invalid",
        refusal(() -> verify(text.substring(0, text.length() - 1) + twin)));
  }

  @Test
  void refusesATokenFromTheSecondItExpires() {
    IssuedToken issued = fixture.token(null);

    fixture.clock.moveTo(issued.token().expiresAt().minusMillis(1));
    assertEquals("accepted", outcome(issued.text()));
    fixture.clock.moveTo(issued.token().expiresAt());
    assertEquals("401 token_expired", outcome(issued.text()));
    assertEquals(
        "401 token_expired",
        refusal(
            () ->
                new TokenVerifier(fixture.database, fixture.clock)
                    .verify(List.of("Bearer " + issued.text()))));
  }

  @Test
  void refusesARevokedTokenAtTheNextRequest() {
    IssuedToken issued = fixture.token(null);
    IssuedToken other = fixture.token(null);
    assertEquals("accepted", outcome(issued.text()));

    fixture.database.accessTokens().revoke(issued.token().id());

    assertEquals("401 token_revoked", outcome(issued.text()));
    assertEquals("accepted", outcome(other.text()));
  }

  @Test
  void refusesATokenThatAnotherProcessRevoked() {
    IssuedToken issued = fixture.token(null);
    assertEquals("accepted", outcome(issued.text()));

    try (Database elsewhere = fixture.open(directory)) {
      elsewhere.accessTokens().revoke(issued.token().id());
      await(() -> outcome(issued.text()).equals("401 token_revoked"));
    }
  }

  @Test
  void refusesTheTokensOfADeletedOrganization() {
    IssuedToken issued = fixture.token(null);
    assertEquals("accepted", outcome(issued.text()));

    fixture.database.organizations().delete(fixture.organization.id());

    assertEquals("401 organization_deleted", outcome(issued.text()));
  }

  private TokenVerifier.Verified verify(String text) {
    return verify(List.of("Bearer " + text));
  }

  private TokenVerifier.Verified verify(List<String> authorization) {
    return verifier.verify(authorization).orElseThrow(() -> TokenErrors.missing("/v1/models"));
  }

  private String outcome(String text) {
    try {
      verify(text);
      return "accepted";
    } catch (dev.keyporter.proxy.error.ProxyException e) {
      return e.error().status() + " " + e.error().code();
    }
  }

  /** What the issuer would say, signed by somebody else. */
  private String forged(Algorithm algorithm) {
    var token = fixture.token(null).token();
    return JWT.create()
        .withSubject(token.organizationId().toString())
        .withJWTId(token.id().toString())
        .withExpiresAt(token.expiresAt())
        .sign(algorithm);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
