package dev.keyporter.proxy.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.protocol.registry.Protocols;
import dev.keyporter.proxy.testing.Operations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFactsTest {
  @Test
  void readsWhatAResponsesRequestSays() {
    RequestFacts facts =
        read(
            Operations.CREATE_RESPONSE,
            """
            {"unknown": {"model": 3, "stream": true}, "model": "gpt-5", "stream": true,
             "previous_response_id": "resp_1", "conversation": {"x": {"id": "no"}, "id": "conv_1"},
             "background": true, "store": false, "instructions": "Be kind.",
             "input": [{"role": "user", "content": [
               {"type": "input_text", "text": "Grüße \\ud83d\\ude00\\n"},
               {"type": "input_image", "image_url": "data:image/png;base64,AAAA"}]},
               {"type": "function_call_output", "call_id": "call_1", "output": "42"},
               {"role": "user", "content": "Go on"}]}
            """);
    assertEquals("gpt-5", facts.model());
    assertTrue(facts.stream());
    assertEquals(
        List.of(new Reference(Kind.CONVERSATION, "conv_1"), new Reference(Kind.RESPONSE, "resp_1")),
        facts.references());
    assertNull(facts.includeUsage());
    assertEquals("Be kind.\nGrüße 😀\n\n42\nGo on", facts.promptText());
  }

  @Test
  void readsWhatAChatRequestSays() {
    RequestFacts facts =
        read(
            Operations.CREATE_CHAT_COMPLETION,
            """
            {"messages":[{"role":"system","content":"Be kind."},
             {"role":"user","content":[{"type":"text","text":"Hello"}]}],
             "model":"gpt-4o","n":2,"stream_options":{"x":{"include_usage":true},"include_usage":false}}
            """);
    assertEquals("gpt-4o", facts.model());
    assertFalse(facts.stream());
    assertEquals(false, facts.includeUsage());
    assertEquals(List.of(), facts.references());
    assertEquals("Be kind.\nHello", facts.promptText());
  }

  @Test
  void readsWhatAnEmbeddingRequestSays() {
    assertEquals(
        "a\nb",
        read(Operations.CREATE_EMBEDDING, "{\"model\":\"e\",\"input\":[\"a\",\"b\"]}")
            .promptText());
    assertNull(
        read(Operations.CREATE_EMBEDDING, "{\"model\":\"e\",\"input\":[[1,2],[3]]}").promptText());
  }

  @Test
  void takesOnlyTrueForStreaming() {
    for (String value : new String[] {"false", "null", "\"true\"", "1", "{}", "[true]"}) {
      assertFalse(
          read(Operations.CREATE_RESPONSE, "{\"model\":\"m\",\"stream\":" + value + "}").stream());
    }
  }

  @Test
  void takesAConversationAsAString() {
    assertEquals(
        List.of(new Reference(Kind.CONVERSATION, "conv_1")),
        read(Operations.CREATE_RESPONSE, "{\"model\":\"m\",\"conversation\":\"conv_1\"}")
            .references());
    for (String value : new String[] {"null", "7", "{}", "[\"a\"]", "{\"id\":[\"a\"]}"}) {
      assertEquals(
          List.of(),
          read(Operations.CREATE_RESPONSE, "{\"model\":\"m\",\"conversation\":" + value + "}")
              .references());
    }
  }

  @Test
  void letsTheLastOfTwoMembersHold() {
    RequestFacts facts =
        read(
            Operations.CREATE_RESPONSE,
            "{\"model\":3,\"stream\":true,\"model\":\"b\",\"stream\":false}");
    assertEquals("b", facts.model());
    assertFalse(facts.stream());
    assertEquals(
        "model_missing",
        refusal(Operations.CREATE_RESPONSE, "{\"prompt\":{},\"prompt\":null}").code());
    assertEquals(
        "model_not_a_string",
        refusal(Operations.CREATE_RESPONSE, "{\"model\":\"b\",\"model\":3}").code());
  }

  @Test
  void readsNamesThatAreEscaped() {
    assertEquals("m", read(Operations.CREATE_RESPONSE, "{\"mod\\u0065l\":\"m\"}").model());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}x",
        "{} {}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\\x\"}",
        "nope",
        "\uFEFF{\"model\":\"m\"}",
        "{\"a\":tru}",
        "{\"a\":\"",
        "/**/{}",
        " "
      })
  void refusesWhatIsNoJson(String body) {
    ProxyError error = refusal(Operations.CREATE_CHAT_COMPLETION, body);
    assertEquals(400, error.status());
    assertTrue(
        error.code().equals("invalid_json") || error.code().equals("body_not_an_object"),
        error.code());
  }

  @Test
  void saysWhereTheJsonBreaksButNotWhatStandsThere() {
    ProxyError error = refusal(Operations.CREATE_RESPONSE, "{\"model\":\"m\",\"input\":secret}");
    assertEquals("invalid_json", error.code());
    assertTrue(error.message().matches(".*byte 2\\d.*"), error.message());
    assertFalse(error.message().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"a\"", "1", "null", "true", "[{\"model\":\"m\"}]"})
  void refusesWhatIsNoObject(String body) {
    assertEquals("body_not_an_object", refusal(Operations.CREATE_EMBEDDING, body).code());
  }

  @Test
  void refusesWhatIsNoUtf8() {
    byte[][] bodies = {
      "{\"model\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1),
      "{\"model\":\"m\"}".getBytes(UTF_16),
      "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_16LE),
      "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_16BE),
      {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
      {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
      {'{', '}', (byte) 0xC3}
    };
    for (byte[] body : bodies) {
      var refused =
          assertThrows(
              ProxyException.class,
              () ->
                  Operations.CREATE_RESPONSE.readRequest(
                      body, null, BodyMemory.unbounded().share()));
      assertTrue(refused.error().code().startsWith("invalid_json"), refused.error().message());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "{}", "[\"m\"]", "true", "1.5"})
  void refusesAModelThatIsNoString(String model) {
    for (Operation route :
        new Operation[] {Operations.CREATE_RESPONSE, Operations.COUNT_INPUT_TOKENS}) {
      ProxyError error = refusal(route, "{\"model\":" + model + ",\"prompt\":{\"id\":\"p\"}}");
      assertEquals("model_not_a_string", error.code());
      assertEquals("model", error.param());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"responses.create", "responses.compact", "chat.completions", "embeddings"})
  void refusesARequestWithoutAModelWhereItIsNeeded(String label) {
    Operation route = Protocols.operation(label).orElseThrow();
    assertEquals("model_missing", refusal(route, "{}").code());
    assertEquals("model_missing", refusal(route, "{\"model\":null}").code());
    assertEquals("body_missing", refusal(route, "").code());
  }

  @Test
  void needsNoModelBesideAStoredPromptOrToCountTokens() {
    assertNull(read(Operations.CREATE_RESPONSE, "{\"prompt\":{\"id\":\"p\"}}").model());
    assertNull(
        read(Operations.CREATE_RESPONSE, "{\"prompt\":{\"id\":\"p\"},\"model\":null}").model());
    assertNull(read(Operations.COUNT_INPUT_TOKENS, "{\"input\":\"a\"}").model());
    assertEquals("model_missing", refusal(Operations.CREATE_RESPONSE, "{\"prompt\":\"p\"}").code());
    assertEquals(
        "model_missing", refusal(Operations.CREATE_CHAT_COMPLETION, "{\"prompt\":{}}").code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "responses.retrieve",
        "responses.delete",
        "responses.cancel",
        "responses.input_items",
        "models.list",
        "models.retrieve"
      })
  void leavesRoutesWithoutABodyAlone(String label) {
    Operation route = Protocols.operation(label).orElseThrow();
    assertSame(RequestFacts.NONE, read(route, ""));
    assertSame(RequestFacts.NONE, read(route, "no json"));
  }

  @Test
  void nestsAsDeepAsAThousandLevels() {
    String model = "{\"model\":\"m\",\"a\":";
    assertNotNull(
        read(Operations.CREATE_RESPONSE, model + "[".repeat(999) + "]".repeat(999) + "}"));
    assertEquals(
        "json_too_deep",
        refusal(Operations.CREATE_RESPONSE, model + "[".repeat(1000) + "]".repeat(1000) + "}")
            .code());
    assertEquals(
        "json_too_deep",
        refusal(Operations.CREATE_RESPONSE, "{\"input\":".repeat(1_000_000)).code());
  }

  @Test
  void takesStringsNumbersAndNamesOfAnySize() {
    String huge = "A".repeat(40 << 20);
    RequestFacts facts =
        read(
            Operations.CREATE_RESPONSE,
            "{\"input\":[{\"content\":[{\"image_url\":\""
                + huge
                + "\"},{\"text\":\""
                + huge
                + "\"}]}],\""
                + "n".repeat(100_000)
                + "\":"
                + "1".repeat(100_000)
                + ",\"model\":\"m\"}");
    assertEquals("m", facts.model());
    assertEquals("A".repeat(256 << 10), facts.promptText());
  }

  @Test
  void cutsTheSearchableTextButReadsOn() {
    String text = "€😀".repeat(100_000);
    RequestFacts facts =
        read(
            Operations.CREATE_RESPONSE,
            "{\"input\":\"x" + text + "\",\"instructions\":\"more\",\"model\":\"m\"}");
    assertEquals("m", facts.model());
    assertNotNull(facts.promptText());
    assertEquals(256 << 10, facts.promptText().length());
    assertEquals(
        ("x" + text).substring(0, (256 << 10) - 1),
        facts.promptText().substring(0, (256 << 10) - 1));
  }

  @Test
  void keepsNothingADatabaseWouldRefuse() {
    RequestFacts facts =
        read(
            Operations.CREATE_RESPONSE,
            "{\"model\":\"a\\u0000b\",\"input\":\"x\\ud800y\\udc00\\ud83d\\ude00\"}");
    assertEquals("a\uFFFDb", facts.model());
    assertEquals("x\uFFFDy\uFFFD😀", facts.promptText());
  }

  @Test
  void decodesEveryEscape() {
    assertEquals(
        "\"\\/\b\f\n\r\té",
        read(
                Operations.CREATE_RESPONSE,
                "{\"model\":\"m\",\"input\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\"}")
            .promptText());
  }

  private static RequestFacts read(Operation route, String body) {
    return route.readRequest(body.getBytes(UTF_8), null, BodyMemory.unbounded().share());
  }

  private static ProxyError refusal(Operation route, String body) {
    return assertThrows(ProxyException.class, () -> read(route, body)).error();
  }
}
