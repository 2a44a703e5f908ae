package dev.keyporter.proxy.protocol.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.StreamReader.Outcome;
import dev.keyporter.proxy.sse.Sse;
import dev.keyporter.proxy.testing.Operations;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStreamReaderTest {
  private final StreamReader reader = Operations.CREATE_CHAT_COMPLETION.streamReader();

  @Test
  void readsAStream() {
    assertFalse(
        read(
            "{\"id\":\"chatcmpl-1\",\"model\":\"m-2025\",\"service_tier\":\"default\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],\"usage\":null}"));
    assertEquals(Optional.of("chatcmpl-1"), reader.responseId());
    assertFalse(
        read(
            "{\"id\":\"chatcmpl-1\",\"choices\":[{\"delta\":{\"content\":\"Hel\"}}],\"usage\":null}"));
    assertFalse(
        read(
            "{\"id\":\"chatcmpl-1\",\"choices\":[{\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}],\"usage\":null}"));
    assertFalse(reader.atUsageChunk());
    assertFalse(
        read(
            "{\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}"));
    assertTrue(reader.atUsageChunk());
    assertTrue(reader.outcome().isEmpty());
    assertTrue(read("[DONE]"));
    assertFalse(reader.atUsageChunk());
    AnswerFacts facts = reader.facts();
    assertEquals(Optional.of(Outcome.COMPLETED), reader.outcome());
    assertEquals("Hello", facts.answerText());
    assertEquals(new TokenUsage(5, 0, 0, 2, 0, 7), facts.usage());
    assertEquals("m-2025", facts.servedModel());
    assertEquals("default", facts.serviceTier());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[],\"prompt_filter_results\":[]}",
        "{\"choices\":[],\"usage\":null}",
        "{\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":5}}",
        "{\"choices\":[[]],\"usage\":{}}",
        "{\"choices\":{},\"usage\":{}}",
        "{\"usage\":{\"prompt_tokens\":5}}",
        "{\"x\":{\"choices\":[]},\"usage\":{}}",
        "[DONE]"
      })
  void takesNothingElseForTheUsageChunk(String data) {
    read(data);
    assertFalse(reader.atUsageChunk());
  }

  @Test
  void findsTheUsageChunkInAnyOrderAndSpacing() {
    read("{ \"usage\" : { \"prompt_tokens\" : 5 } , \"x\":[1], \"choices\" : [ ] }");
    assertTrue(reader.atUsageChunk());
  }

  @Test
  void takesAnErrorChunkForAFailure() {
    read("{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}");
    assertTrue(read("{\"error\":{\"message\":\"Oh\",\"type\":\"server_error\",\"code\":null}}"));
    assertEquals(Optional.of(Outcome.FAILED), reader.outcome());
    assertFalse(read("[DONE]"));
    assertEquals(Optional.of(Outcome.FAILED), reader.outcome());
    assertEquals("server_error", reader.facts().errorCode());
    assertEquals("Oh", reader.facts().errorMessage());
    assertEquals("a", reader.facts().answerText());
  }

  @Test
  void takesAnErrorEventForAFailure() {
    assertTrue(reader.read(Sse.event("event: error\ndata: {\"message\":\"Oh\",\"code\":500}")));
    assertEquals("500", reader.facts().errorCode());
    assertEquals("Oh", reader.facts().errorMessage());
  }

  @Test
  void passesOverCommentsAndGarbage() {
    for (String lines :
        new String[] {
          ": ping",
          "",
          "data: ",
          "data: {",
          "data: 7",
          "data: {\"choices\":7,\"error\":null}",
          "data:  [DONE]",
          "event: done"
        }) {
      assertFalse(reader.read(Sse.event(lines)), lines);
    }
    assertEquals(AnswerFacts.NONE, reader.facts());
  }

  @Test
  void tellsOfABrokenStreamInOneChunk() {
    assertEquals(
        "data: {\"error\":{\"message\":\"Broke"
            + " off.\",\"type\":\"upstream_error\",\"param\":null,\"code\":\"upstream_broke_off\"}}\n\n",
        new String(
            reader.errorEvent(
                new ProxyError.UpstreamFailed(502, "upstream_broke_off", "Broke off.")),
            UTF_8));
  }

  private boolean read(String data) {
    return reader.read(Sse.event("data: " + data));
  }
}
