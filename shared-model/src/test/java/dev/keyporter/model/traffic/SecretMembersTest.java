package dev.keyporter.model.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.keyporter.model.account.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMembersTest {
  @Test
  void blacksOutWhatAnMcpToolIsGiven() {
    assertEquals(
        "{\"tools\":[{\"type\":\"mcp\",\"authorization\": \"[redacted]\",\"headers\":{\"X-A\":"
            + "\"[redacted]\", \"name\":\"[redacted]\"},\"server_label\":\"a\"}],\"n\":1.50}",
        blackOut(
            "{\"tools\":[{\"type\":\"mcp\",\"authorization\": \"s3cret\",\"headers\":{\"X-A\":"
                + "\"s3cret\", \"name\":\"s3cret\"},\"server_label\":\"a\"}],\"n\":1.50}"));
  }

  @Test
  void keepsWhoseASecretOfAContainerIs() {
    assertEquals(
        "{\"network_policy\":{\"domain_secrets\":[{\"domain\":\"a.example\",\"name\":\"KEY\","
            + "\"value\":\"[redacted]\"}],\"type\":\"allowlist\"}}",
        blackOut(
            "{\"network_policy\":{\"domain_secrets\":[{\"domain\":\"a.example\",\"name\":\"KEY\","
                + "\"value\":\"s3cret\"}],\"type\":\"allowlist\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"authorization\":\"s3cret\"}",
        "{\"\\u0061uthorizatio\\u006E\":\"s3cret\"}",
        "{\"AUTHORIZATION\" \t:\r\n \"s3cret\"}",
        "{\"authorization\":\"a\\\"s3cret\"}",
        "{\"authorization\":{\"type\":\"oauth\",\"x\":[\"s3cret\"]}}",
        "{\"authorization\":\"s3cret",
        "{\"authorization\":\"s3cret\nmore",
        "{\"a\":[[{\"response\":{\"tools\":[{\"headers\":{\"K\":\"s3cret\"}}]}}]]}",
        "{\"headers\":[{\"name\":\"K\",\"value\":\"s3cret\"}]}",
        "{\"headers\":\"K: s3cret\"}",
        "{\"api-key\":\"s3cret\",\"API_KEY\":\"s3cret\",\"client_secret\":{\"value\":\"s3cret\"}}",
        "{\"properties\":{\"authorization\":\"s3cret\"}}",
        "{\"server_url\":\"https://a.example/mcp?key=s3cret#x\"}",
        "{\"server_url\":\"https://me:s3cret@a.example/mcp\"}",
        "{\"server_url\":\"https:\\/\\/a.example\\/mcp\\u003fkey=s3cret\"}",
        "{\"server_url\":\"https://me:s3cret@a.example?b=s3cret\"}",
        "{\"server_url\":\"https://a.example/api/mcp/s/s3cret-0123456789ab/mcp\"}",
        "{\"serverUrl\":\"https://a.example/s3cret.0123456789abcdef\"}",
        "{\"mcp_servers\":[{\"type\":\"url\",\"url\":\"https://a.example/sse?x=s3cret\"}]}",
        "{\"mcpServers\":{\"a\":{\"url\":\"https://me:s3cret@a.example/sse\"}}}",
        "{\"Github_Token\":\"s3cret\",\"OPENAI_API_KEY\":\"s3cret\",\"x-auth-token\":\"s3cret\"}",
        "{\"tools\":[{\"tools\":[{\"auth\":{\"type\":\"bearer\",\"token\":\"s3cret\"}}]}]}",
        "{\"webhook_secret\":[\"s3cret\"],\"db\":{\"connectionString\":\"s3cret\"}}",
        "{\"authorization_token\":\"s3cret\",\"signing-key\":\"s3cret\",\"pwd\":\"s3cret\"}",
        "}}]]{\"authorization\":\"s3cret\"}",
        "event: a\ndata: {\"tools\":[{\"authorization\":\"s3cret\"}]}\n\n",
        "data: {\"tools\":\ndata: [{\"authorization\":\ndata: \"s3cret\"}]}\n\n",
      })
  void findsASecretHoweverItIsWritten(String body) {
    String kept = blackOut(body);

    assertFalse(kept.contains("s3cret"), kept);
  }

  @Test
  void blacksOutNumbersToo() {
    assertEquals(
        "{\"headers\":{\"K\":\"[redacted]\",\"L\":null,\"M\":true},\"n\":-1}",
        blackOut("{\"headers\":{\"K\":12345,\"L\":null,\"M\":true},\"n\":-1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\u00ff",
        "{\"input\":\"my \\\"authorization\\\": \\\"is fine\\\"\",\"x\":[\"authorization\",\"y\"]}",
        "{\"parameters\":{\"properties\":{\"headers\":{\"type\":\"object\"},\"password\":"
            + "{\"type\":\"string\",\"description\":\"d\"}},\"required\":[\"password\"]}}",
        "{\"logprobs\":[{\"token\":\"a\"}],\"max_tokens\":5,\"server_url\":\"https://a.example/@b\"}",
        "{\"server_url\":\"https://a.example/v1/model-context-protocol/streamable/2025-03-26\"}",
        "{\"url\":\"https://a.example/?a=b\",\"prompt_cache_key\":\"k\",\"token\":\" Hi\"}",
        "{\"encrypted_content\":\"gAAA\",\"key\":\"v\",\"authorization\":null}",
      })
  void leavesEverythingElseAsItIs(String body) {
    byte[] bytes = body.getBytes(UTF_8);

    assertSame(bytes, SecretMembers.blackOut(bytes));
  }

  @Test
  void isAsDeepAsTheBodyIs() {
    String deep = "{\"a\":".repeat(100_000) + "{\"secret\":\"s3cret\"}";

    assertFalse(blackOut(deep).contains("s3cret"));
  }

  @Test
  void keepsTheTimeOfEachEvent() {
    var times = new EventTimes();
    var body = new ByteArrayOutputStream();
    for (String event : List.of("data: 1\n\n", "data: {\"secret\":\"s3\"}\n\n", "data: 2\n\n")) {
      body.writeBytes(event.getBytes(UTF_8));
      times.add(body.size(), times.size());
    }
    times.add(body.size() + 7, 9);
    byte[] none = {};

    Exchange kept =
        SecretMembers.blackOut(
            new Exchange(
                new RequestId(1),
                new OrganizationId(new UUID(0, 1)),
                "",
                none,
                "",
                body.toByteArray(),
                times,
                null,
                null));

    String all = new String(kept.responseBody(), UTF_8);
    EventTimes ends = Objects.requireNonNull(kept.eventTimes());
    assertEquals("data: 1\n\ndata: {\"secret\":\"[redacted]\"}\n\ndata: 2\n\n", all);
    assertEquals(9, ends.end(0));
    assertEquals(all.length() - 9, ends.end(1));
    assertEquals(all.length(), ends.end(2));
    // Of an event that was counted and not kept.
    assertEquals(all.length() + 7, ends.end(3));
    assertEquals(9, ends.micros(3));
  }

  private static String blackOut(String body) {
    return new String(SecretMembers.blackOut(body.getBytes(UTF_8)), UTF_8);
  }
}
