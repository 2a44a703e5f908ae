package dev.keyporter.proxy.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.testing.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAnswerReaderTest {
  private static final String RESPONSES_USAGE =
      """
      {"input_tokens": 100, "input_tokens_details": {"cached_tokens": 40, "cache_write_tokens": 10},
       "output_tokens": 50, "output_tokens_details": {"reasoning_tokens": 30}, "total_tokens": 150}\
      """;

  @Test
  void readsAResponse() {
    AnswerFacts facts =
        read(
            Operations.CREATE_RESPONSE,
            """
            {"id":"resp_1","object":"response","status":"completed","error":null,"model":"gpt-5-2025",
             "conversation":{"id":"conv_1"},"service_tier":"flex","text":{"format":{"type":"text"}},
             "output":[{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Hm."}]},
              {"id":"msg_1","type":"message","status":"in_progress","content":[
               {"type":"output_text","text":"Paris €","annotations":[{"url":"no"}]},
               {"type":"refusal","refusal":"No."}]}],
             "usage":%s,"metadata":{"id":"no","status":"no","usage":{"input_tokens":1}}}
            """
                .formatted(RESPONSES_USAGE));
    assertEquals("resp_1", facts.responseId());
    assertEquals("conv_1", facts.conversationId());
    assertEquals("gpt-5-2025", facts.servedModel());
    assertEquals("flex", facts.serviceTier());
    assertEquals("completed", facts.responseStatus());
    assertEquals(new TokenUsage(100, 40, 10, 50, 30, 150), facts.usage());
    assertEquals(RESPONSES_USAGE, facts.rawUsage());
    assertEquals("Hm.\nParis €\nNo.", facts.answerText());
    assertNull(facts.errorCode());
    assertNull(facts.errorMessage());
  }

  @Test
  void readsAFailedResponseWithItsUsage() {
    AnswerFacts facts =
        read(
            Operations.RETRIEVE_RESPONSE,
            "{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"Oh\"},\"usage\":"
                + RESPONSES_USAGE
                + "}");
    assertEquals("failed", facts.responseStatus());
    assertEquals("server_error", facts.errorCode());
    assertEquals("Oh", facts.errorMessage());
    assertEquals(new TokenUsage(100, 40, 10, 50, 30, 150), facts.usage());
  }

  @Test
  void readsAChatCompletion() {
    AnswerFacts facts =
        read(
            Operations.CREATE_CHAT_COMPLETION,
            """
            {"id":"chatcmpl-1","model":"gpt-4o-2024","service_tier":"default","choices":[
              {"index":0,"message":{"role":"assistant","content":"Hi","refusal":null},"finish_reason":"stop"},
              {"index":1,"message":{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{\\"a\\":1}"}}]}}],
             "usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,
              "prompt_tokens_details":{"cached_tokens":3,"audio_tokens":0},
              "completion_tokens_details":{"reasoning_tokens":5,"accepted_prediction_tokens":0}}}
            """);
    assertEquals("chatcmpl-1", facts.responseId());
    assertEquals("gpt-4o-2024", facts.servedModel());
    assertEquals("default", facts.serviceTier());
    assertEquals(new TokenUsage(9, 3, 0, 12, 5, 21), facts.usage());
    assertEquals("Hi\n{\"a\":1}", facts.answerText());
  }

  @Test
  void readsEmbeddings() {
    AnswerFacts facts =
        read(
            Operations.CREATE_EMBEDDING,
            "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1,-2e-3]}],\"model\":\"e\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");
    assertEquals(new TokenUsage(8, 0, 0, 0, 0, 8), facts.usage());
    assertEquals("e", facts.servedModel());
    assertNull(facts.answerText());
  }

  @Test
  void readsACompaction() {
    AnswerFacts facts =
        read(
            Operations.COMPACT_RESPONSE,
            "{\"id\":\"resp_1\",\"object\":\"response.compaction\",\"output\":[{\"encrypted_content\":\"x\"}],\"usage\":{\"input_tokens\":7,\"output_tokens\":2,\"total_tokens\":9}}");
    assertEquals("resp_1", facts.responseId());
    assertEquals(new TokenUsage(7, 0, 0, 2, 0, 9), facts.usage());
    assertNull(facts.answerText());
  }

  @Test
  void takesCountsAndListsForNoAnswer() {
    assertEquals(
        AnswerFacts.NONE,
        read(
            Operations.COUNT_INPUT_TOKENS,
            "{\"object\":\"response.input_tokens\",\"input_tokens\":5}"));
    assertEquals(
        AnswerFacts.NONE,
        read(Operations.RETRIEVE_MODEL, "{\"id\":\"gpt-5\",\"object\":\"model\"}"));
    assertEquals(
        AnswerFacts.NONE, read(Operations.LIST_INPUT_ITEMS, "{\"data\":[{\"id\":\"a\"}]}"));
  }

  @Test
  void readsErrorsInTheirShapes() {
    AnswerFacts facts =
        error(
            "{\"error\":{\"message\":\"Slow"
                + " down\",\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
    assertEquals("rate_limit_exceeded", facts.errorCode());
    assertEquals("Slow down", facts.errorMessage());
    assertEquals(
        "requests", error("{\"error\":{\"type\":\"requests\",\"code\":null}}").errorCode());
    assertEquals("429", error("{\"error\":{\"code\":429}}").errorCode());
    assertEquals("not found", error("{\"error\":\"not found\"}").errorMessage());
    assertEquals(
        AnswerFacts.NONE,
        error("{\"error\":null,\"id\":\"x\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}"));
    assertEquals(AnswerFacts.NONE, error("<html>Bad gateway</html>"));
    assertEquals(
        "e".repeat(2000), error("{\"error\":\"" + "e".repeat(5000) + "\"}").errorMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input_tokens\":3,\"output_tokens\":4}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":null}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"input_tokens_details\":null,\"output_tokens_details\":{}}",
        "{\"prompt_tokens\":3,\"completion_tokens\":4,\"prompt_tokens_details\":{\"cached_tokens\":null}}",
        "{\"input_tokens\":3,\"total_tokens\":7}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"cost\":{\"input_tokens\":\"x\"},\"new\":[1,{}]}"
      })
  void readsUsageWithPartsMissing(String usage) {
    AnswerFacts facts = usage(usage);
    assertEquals(new TokenUsage(3, 0, 0, 4, 0, 7), facts.usage());
    assertEquals(usage, facts.rawUsage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"total_tokens\":7}",
        "{\"input_tokens\":3}",
        "{\"output_tokens\":3,\"total_tokens\":7}",
        "{\"input_tokens\":-3,\"output_tokens\":4}",
        "{\"input_tokens\":3,\"output_tokens\":-1,\"total_tokens\":7}",
        "{\"input_tokens\":\"3\",\"output_tokens\":4}",
        "{\"input_tokens\":3.5,\"output_tokens\":4}",
        "{\"input_tokens\":3e9,\"output_tokens\":4}",
        "{\"input_tokens\":9223372036854775808,\"output_tokens\":4}",
        "{\"input_tokens\":99999999999999999999999999999999999999999,\"output_tokens\":4}",
        "{\"input_tokens\":[3],\"output_tokens\":4}",
        "{\"input_tokens\":3,\"output_tokens\":true}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":\"7\"}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"input_tokens_details\":7}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"input_tokens_details\":{\"cached_tokens\":-1}}",
        "{\"input_tokens\":3,\"output_tokens\":4,\"input_tokens_details\":{\"cached_tokens\":4}}",
        "{\"input_tokens\":7,\"total_tokens\":3}"
      })
  void takesUsageThatMakesNoSenseForUnknown(String usage) {
    AnswerFacts facts = usage(usage);
    assertNull(facts.usage());
    assertEquals(usage, facts.rawUsage());
    assertEquals("m", facts.servedModel());
  }

  @Test
  void leavesAnIdThatIsTooLongUnknown() {
    assertNotNull(
        read(Operations.CREATE_RESPONSE, "{\"id\":\"" + "r".repeat(255) + "\"}").responseId());
    assertNull(
        read(Operations.CREATE_RESPONSE, "{\"id\":\"" + "r".repeat(256) + "\"}").responseId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"id\":\"a\"",
        "{\"usage\":{\"input_tokens\":",
        "\u0000",
        "{\"id\":\"a\"]"
      })
  void readsNothingFromGarbage(String body) {
    assertEquals(AnswerFacts.NONE, read(Operations.CREATE_RESPONSE, body));
  }

  private static AnswerFacts usage(String usage) {
    return read(Operations.CREATE_RESPONSE, "{\"usage\": " + usage + " ,\"model\":\"m\"}");
  }

  private static AnswerFacts error(String body) {
    return Operations.CREATE_RESPONSE.readAnswer(
        429, body.getBytes(UTF_8), null, BodyMemory.unbounded().share());
  }

  private static AnswerFacts read(Operation route, String body) {
    return route.readAnswer(200, body.getBytes(UTF_8), null, BodyMemory.unbounded().share());
  }
}
