package dev.keyporter.proxy.protocol.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.StreamReader.Outcome;
import dev.keyporter.proxy.sse.Sse;
import dev.keyporter.proxy.sse.SseEvent;
import dev.keyporter.proxy.testing.Operations;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ResponsesStreamReaderTest {
  private static final ProxyError BROKEN =
      new ProxyError.UpstreamFailed(502, "upstream_broke_off", "The \"provider\" broke off.");
  private static final String USAGE =
      "\"usage\":{\"input_tokens\":5,\"output_tokens\":2,\"total_tokens\":7}";

  private final StreamReader reader = Operations.CREATE_RESPONSE.streamReader();

  @Test
  void readsAStreamWithItsTypesInLinesOfTheirOwn() {
    readsAStream(Sse::typed);
  }

  @Test
  void readsAStreamWithItsTypesInTheDataOnly() {
    readsAStream(Sse::untyped);
  }

  private void readsAStream(BiFunction<String, String, SseEvent> event) {
    assertTrue(reader.responseId().isEmpty());
    assertFalse(
        reader.read(
            event.apply(
                "response.created",
                "\"sequence_number\":0,\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"model\":\"m\",\"conversation\":{\"id\":\"conv_1\"},\"usage\":null}")));
    assertEquals(Optional.of("resp_1"), reader.responseId());
    assertFalse(reader.read(event.apply("response.output_item.added", "\"item\":{\"id\":\"x\"}")));
    assertFalse(
        reader.read(
            event.apply(
                "response.output_text.delta",
                "\"logprobs\":[{\"delta\":\"no\"}],\"delta\":\"Par\"")));
    assertFalse(reader.read(event.apply("response.output_text.delta", "\"delta\":\"is\\n\"")));
    assertFalse(reader.read(event.apply("response.brand_new", "\"delta\":\"no\"")));
    assertEquals("in_progress", reader.facts().responseStatus());
    assertEquals("Paris\n", reader.facts().answerText());
    assertTrue(reader.outcome().isEmpty());
    assertTrue(
        reader.read(
            event.apply(
                "response.completed",
                "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"m-2025\",\"service_tier\":\"priority\",\"error\":null,\"output\":[{\"content\":[{\"text\":\"Paris!\"}]}],"
                    + USAGE
                    + "}")));
    AnswerFacts facts = reader.facts();
    assertEquals(Optional.of(Outcome.COMPLETED), reader.outcome());
    assertEquals(new TokenUsage(5, 0, 0, 2, 0, 7), facts.usage());
    assertEquals(USAGE.substring(8), facts.rawUsage());
    assertEquals("m-2025", facts.servedModel());
    assertEquals("priority", facts.serviceTier());
    assertEquals("completed", facts.responseStatus());
    assertEquals("Paris!", facts.answerText());
    assertEquals("conv_1", facts.conversationId());
    assertNull(facts.errorCode());
    assertFalse(reader.read(Sse.event("data: [DONE]")));
  }

  @Test
  void takesAnIncompleteAnswerForAnAnswer() {
    assertTrue(
        reader.read(
            Sse.typed(
                "response.incomplete", "\"response\":{\"status\":\"incomplete\"," + USAGE + "}")));
    assertEquals(Optional.of(Outcome.COMPLETED), reader.outcome());
    assertEquals("incomplete", reader.facts().responseStatus());
    assertEquals(new TokenUsage(5, 0, 0, 2, 0, 7), reader.facts().usage());
  }

  @Test
  void readsUsageAndErrorOfAFailedResponse() {
    assertTrue(
        reader.read(
            Sse.untyped(
                "response.failed",
                "\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"Oh\"},"
                    + USAGE
                    + "}")));
    assertEquals(Optional.of(Outcome.FAILED), reader.outcome());
    assertEquals("server_error", reader.facts().errorCode());
    assertEquals("Oh", reader.facts().errorMessage());
    assertEquals(new TokenUsage(5, 0, 0, 2, 0, 7), reader.facts().usage());
  }

  @Test
  void readsErrorsFlatAndNested() {
    assertTrue(
        reader.read(
            Sse.typed(
                "error",
                "\"code\":\"rate_limit\",\"message\":\"Slow\",\"param\":null,\"sequence_number\":3")));
    assertEquals(Optional.of(Outcome.FAILED), reader.outcome());
    assertEquals("rate_limit", reader.facts().errorCode());
    assertEquals("Slow", reader.facts().errorMessage());
    StreamReader other = Operations.RETRIEVE_RESPONSE.streamReader();
    assertTrue(
        other.read(
            Sse.untyped("error", "\"error\":{\"type\":\"overloaded\",\"message\":\"Later\"}")));
    assertEquals("overloaded", other.facts().errorCode());
    assertEquals("Later", other.facts().errorMessage());
  }

  @Test
  void keepsTheFirstOutcomeButStillReadsUsage() {
    assertTrue(reader.read(Sse.typed("error", "\"code\":\"x\"")));
    assertFalse(reader.read(Sse.typed("response.completed", "\"response\":{" + USAGE + "}")));
    assertEquals(Optional.of(Outcome.FAILED), reader.outcome());
    assertEquals(new TokenUsage(5, 0, 0, 2, 0, 7), reader.facts().usage());
  }

  @Test
  void knowsATerminalEventWhoseDataAreGarbage() {
    assertTrue(reader.read(Sse.event("event: response.completed\ndata: {oops")));
    assertEquals(Optional.of(Outcome.COMPLETED), reader.outcome());
  }

  @Test
  void passesOverCommentsAndGarbage() {
    for (String lines :
        new String[] {
          ": ping",
          "",
          "data: [DONE]",
          "data: {",
          "data: 7",
          "data: [{}]",
          "event: response.created\ndata: {\"response\":7}",
          "event: error"
        }) {
      assertFalse(reader.read(Sse.event(lines)), lines);
    }
    assertEquals(AnswerFacts.NONE, reader.facts());
    assertTrue(reader.outcome().isEmpty());
    assertFalse(reader.atUsageChunk());
  }

  @Test
  void numbersTheErrorAfterTheLastEvent() {
    assertEquals(0, appendedNumber());
    reader.read(Sse.typed("response.output_text.delta", "\"delta\":\"a\",\"sequence_number\":41"));
    reader.read(Sse.event(": ping"));
    assertEquals(42, appendedNumber());
    reader.read(Sse.typed("response.output_text.delta", "\"delta\":\"a\""));
    assertEquals(2, appendedNumber());
  }

  @Test
  void tellsOfABrokenStreamInOneEvent() {
    reader.read(Sse.typed("response.created", "\"sequence_number\":0"));
    assertEquals(
        "event: error\n"
            + "data: {\"type\":\"error\",\"code\":\"upstream_broke_off\",\"message\":\"The"
            + " \\\"provider\\\" broke off.\",\"param\":null,\"sequence_number\":1}\n\n",
        new String(reader.errorEvent(BROKEN), UTF_8));
  }

  private long appendedNumber() {
    String event = new String(reader.errorEvent(BROKEN), UTF_8);
    return Long.parseLong(event.replaceAll("(?s).*\"sequence_number\":(\\d+)}\n\n", "$1"));
  }
}
