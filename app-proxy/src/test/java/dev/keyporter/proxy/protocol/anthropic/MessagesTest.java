package dev.keyporter.proxy.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.testing.Operations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final String SESSION = "df6842d1-2747-457d-b682-43642a488664";

  private final Protocol messages = new Messages();

  @Test
  void readsModelStreamAndEveryTextOfARequest() {
    RequestFacts facts =
        request(
            """
            {"model":"claude-opus-5","stream":true,"max_tokens":9,
             "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
             "messages":[
              {"role":"user","content":"Look at this."},
              {"role":"assistant","content":[
                {"type":"thinking","thinking":"I should look.","signature":"c2VjcmV0"},
                {"type":"tool_use","id":"toolu_1","name":"Bash",
                 "input":{"command":"ls -la","paths":["a.txt"],"deep":{"note":"twice"}}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"toolu_1",
                 "content":[{"type":"text","text":"total 0"}]},
                {"type":"image","source":{"type":"base64","data":"aW1hZ2U="}},
                {"type":"text","text":"And now?"}]}]}
            """);

    assertEquals("claude-opus-5", facts.model());
    assertEquals(true, facts.stream());
    assertEquals(
        List.of(
            "Be brief.",
            "Look at this.",
            "I should look.",
            "ls -la",
            "a.txt",
            "twice",
            "total 0",
            "And now?"),
        requireNonNull(facts.promptText()).lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | model_missing",
        "{\"model\":7} | model_not_a_string",
        "[] | body_not_an_object",
        "{\"model\": | invalid_json"
      })
  void refusesWhatCannotBeRead(String body, String code) {
    var refused = assertThrows(ProxyException.class, () -> request(body));
    assertEquals(code, refused.error().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_0a1b_account_9f_session_" + SESSION,
        "user_0a1b_account__session_" + SESSION,
        "{\\\"device_id\\\":\\\"c6\\\",\\\"account_uuid\\\":\\\"\\\",\\\"session_id\\\":\\\""
            + SESSION
            + "\\\"}"
      })
  void readsClaudeCodesSessionInEachOfItsForms(String userId) {
    RequestFacts facts =
        request("{\"model\":\"m\",\"metadata\":{\"user_id\":\"" + userId + "\"},\"messages\":[]}");

    assertEquals(SESSION, messages.session(HeaderLines.NONE, facts));
    HeaderLines headers = headers("x-claude-code-session-id", "another");
    assertEquals("another", messages.session(headers, facts), "the header goes before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer-7",
        "{\\\"session_id\\\":7}",
        "{\\\"session_id\\\":\\\"a\\\\u0000b\\\"}",
        "{\\\"session_id",
        "user_1_session_none"
      })
  void takesNothingElseForASession(String userId) {
    RequestFacts facts = request("{\"model\":\"m\",\"metadata\":{\"user_id\":\"" + userId + "\"}}");

    assertNull(messages.session(headers("X-Claude-Code-Session-Id", "f\u00fcr"), facts));
  }

  @Test
  void findsTheTokenWhereverAClientPutsIt() {
    assertEquals(List.of("Bearer eyJa"), messages.authorization(headers("x-api-key", "eyJa")));
    assertEquals(
        List.of("Bearer eyJa"), messages.authorization(headers("Authorization", "Bearer eyJa")));
    assertEquals(
        List.of("Bearer eyJa"),
        messages.authorization(headers("Authorization", "Bearer eyJa", "X-Api-Key", "eyJa")));
    assertEquals(
        List.of("Bearer eyJa"),
        messages.authorization(headers("Authorization", "Bearer sk-ant-oat", "X-Api-Key", "eyJa")),
        "a key of the provider's beside it");
    assertEquals(
        List.of("Bearer sk-ant-api"), messages.authorization(headers("x-api-key", "sk-ant-api")));
    assertEquals(List.of(), messages.authorization(HeaderLines.NONE));
  }

  @Test
  void countsWhatWasCachedInsideTheInput() {
    AnswerFacts facts =
        answer(
            """
            {"id":"msg_1","type":"message","model":"claude-opus-5","content":[
              {"type":"thinking","thinking":"Hm.","signature":"eA=="},
              {"type":"text","text":"Paris."},
              {"type":"tool_use","id":"toolu_1","name":"Read","input":{"file_path":"/a"}}],
             "stop_reason":"tool_use",
             "usage":{"input_tokens":10,"cache_creation_input_tokens":300,
               "cache_read_input_tokens":2000,"output_tokens":50,
               "cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":0},
               "output_tokens_details":{"thinking_tokens":20},"service_tier":"standard"}}
            """);

    assertEquals(new TokenUsage(2310, 2000, 300, 50, 20, 2360), facts.usage());
    assertEquals(Set.of(), facts.costReasons());
    assertEquals("msg_1", facts.responseId());
    assertEquals("claude-opus-5", facts.servedModel());
    assertEquals("standard", facts.serviceTier());
    assertEquals("Hm.\nParis.\n/a", facts.answerText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'input_tokens':-1,'output_tokens':2 | IMPOSSIBLE_COUNTS",
        "'input_tokens':1.5,'output_tokens':2 | IMPOSSIBLE_COUNTS",
        "'input_tokens':99999999999999999999,'output_tokens':2 | IMPOSSIBLE_COUNTS",
        "'output_tokens':2 | IMPOSSIBLE_COUNTS",
        "'input_tokens':1,'output_tokens':2,'cache_read_input_tokens':'many' | IMPOSSIBLE_COUNTS",
        "'input_tokens':1,'output_tokens':2,'output_tokens_details':{'thinking_tokens':3}"
            + " | REASONING_OVER_OUTPUT",
        "'input_tokens':1,'output_tokens':2,'cache_creation_input_tokens':5,"
            + "'cache_creation':{'ephemeral_5m_input_tokens':9} | PART_OVER_WHOLE",
        "'input_tokens':1,'output_tokens':2,'iterations':[{'type':'compaction'}] | OTHER_TOKENS",
        "'input_tokens':1,'output_tokens':2,'new_tokens':3 | OTHER_TOKENS",
        "'input_tokens':1,'output_tokens':2,'inference_geo':'us' | REGIONAL_HOST",
        "'input_tokens':1,'output_tokens':2,'server_tool_use':{'new_requests':1} | OTHER_TOOL"
      })
  void saysWhatKeepsACostFromBeingExact(String usage, CostReason reason) {
    AnswerFacts facts = answer("{\"usage\":{" + usage.replace('\'', '"') + "}}");

    assertEquals(Set.of(reason), facts.costReasons());
    assertEquals(reason == CostReason.IMPOSSIBLE_COUNTS, facts.usage() == null);
  }

  @ParameterizedTest
  @CsvSource({
    "mcp_tool_use, x, MCP",
    "server_tool_use, code_execution, CODE_INTERPRETER",
    "server_tool_use, bash_code_execution, CODE_INTERPRETER",
    "server_tool_use, brand_new, OTHER_TOOL",
    "server_tool_use, web_fetch,",
    "tool_use, Bash,"
  })
  void notesToolsThatCostMoneyBesideTheTokens(String type, String name, CostReason reason) {
    AnswerFacts facts =
        answer(
            "{\"content\":[{\"type\":\"" + type + "\",\"name\":\"" + name + "\",\"input\":{}}]}");

    assertEquals(reason == null ? Set.of() : Set.of(reason), facts.costReasons());
  }

  @Test
  void countsApartWhatIsPaidApart() {
    AnswerFacts facts =
        answer(
            """
            {"content":[{"type":"server_tool_use","name":"web_search","input":{"query":"q"}}],
             "usage":{"input_tokens":1,"output_tokens":2,"cache_creation_input_tokens":50,
               "cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":30},
               "server_tool_use":{"web_search_requests":3,"web_fetch_requests":4}}}
            """);

    assertEquals(
        Map.of(CostItem.Kind.WEB_SEARCH, 3L, CostItem.Kind.LONG_CACHE_WRITE, 30L), facts.beside());
    assertEquals(Set.of(), facts.costReasons());
    assertEquals(50, requireNonNull(facts.usage()).cacheWrite());
  }

  @Test
  void saysThatASearchWasNotCounted() {
    AnswerFacts facts =
        answer("{\"content\":[{\"type\":\"server_tool_use\",\"name\":\"web_search\"}]}");

    assertEquals(Set.of(CostReason.WEB_SEARCH), facts.costReasons());
  }

  @Test
  void takesTheFastSpeedForATierOfItsOwn() {
    assertEquals(
        "fast",
        answer("{\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"speed\":\"fast\"}}")
            .serviceTier());
    assertEquals("fast", request("{\"model\":\"m\",\"speed\":\"fast\"}").serviceTier());
  }

  @Test
  void readsTheErrorOfAnAnswerAndNothingElse() {
    AnswerFacts facts =
        Operations.CREATE_MESSAGE.readAnswer(
            529,
            bytes(
                "{\"type\":\"error\",\"id\":\"no\",\"error\":{\"type\":\"overloaded_error\","
                    + "\"message\":\"Overloaded\"},\"request_id\":\"req_u\"}"),
            null,
            BodyMemory.unbounded().share());

    assertEquals("overloaded_error", facts.errorCode());
    assertEquals("Overloaded", facts.errorMessage());
    assertNull(facts.responseId());
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error",
    "401, authentication_error",
    "403, permission_error",
    "404, not_found_error",
    "413, request_too_large",
    "422, invalid_request_error",
    "429, rate_limit_error",
    "500, api_error",
    "502, api_error",
    "503, overloaded_error",
    "504, timeout_error"
  })
  void tellsAnErrorInAnthropicsShape(int status, String type) {
    ProxyError error = new ProxyError.Unserved(status, "our_code", "Say \"please\".");

    assertEquals(
        "{\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\"Say \\\"please\\\".\",\"details\":{\"error_code\":\"our_code\"}},"
            + "\"request_id\":\"req_1\"}",
        new String(messages.errorBody(error, "req_1"), UTF_8));
  }

  private static RequestFacts request(String body) {
    return Operations.CREATE_MESSAGE.readRequest(bytes(body), null, BodyMemory.unbounded().share());
  }

  private static AnswerFacts answer(String body) {
    return Operations.CREATE_MESSAGE.readAnswer(
        200, bytes(body), null, BodyMemory.unbounded().share());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static HeaderLines headers(String... namesAndValues) {
    return new HeaderLines(
        Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
            .map(i -> new HeaderLine(namesAndValues[i], namesAndValues[i + 1]))
            .toList());
  }
}
