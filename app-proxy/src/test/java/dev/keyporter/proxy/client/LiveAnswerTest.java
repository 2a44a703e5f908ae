package dev.keyporter.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.client.AnswerState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveAnswerTest {
  private final AtomicLong clock = new AtomicLong();
  private final LiveAnswer answer = new LiveAnswer(clock::get);

  private void after(long millis, String event) {
    clock.set(millis * 1_000_000);
    answer.event(Json.read(event).orElseThrow());
  }

  private static String delta(String text) {
    return "{\"type\":\"response.output_text.delta\",\"delta\":\"" + text + "\"}";
  }

  @Test
  void growsWithItsPiecesAndEndsWithTheProvidersCount() {
    after(
        10,
        "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"m-1\","
            + "\"status\":\"in_progress\"}}");
    assertEquals(Phase.WAITING, answer.state().phase());
    after(200, delta("Good "));
    after(400, delta("day, everybody."));
    AnswerState halfway = answer.state();
    assertEquals("Good day, everybody.", halfway.text());
    assertEquals(5, halfway.outputTokens());
    assertEquals(Duration.ofMillis(200), halfway.firstToken());
    assertEquals(25.0, halfway.tokensPerSecond());
    after(
        1200,
        "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"status\":"
            + "\"completed\",\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":"
            + "4},\"output_tokens\":7,\"output_tokens_details\":{\"reasoning_tokens\":2},"
            + "\"total_tokens\":16}}}");
    clock.set(9_000_000_000L);
    AnswerState end = answer.state();
    assertEquals(Phase.COMPLETED, end.phase());
    assertEquals(new TokenUsage(9, 4, 0, 7, 2, 16), end.usage());
    assertEquals(Duration.ofMillis(1200), end.elapsed());
    assertEquals("resp_1", end.responseId());
  }

  @Test
  void thoughtsCountAsFirstTokenButAreNoText() {
    after(50, "{\"type\":\"response.reasoning_summary_text.delta\",\"delta\":\"Hmm, well\"}");
    assertEquals("", answer.state().text());
    assertEquals(9, answer.state().reasoning());
    assertEquals(Duration.ofMillis(50), answer.state().firstToken());
  }

  @Test
  void anErrorInTheStreamEndsItAndTheTextStays() {
    after(5, delta("Half"));
    after(6, "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Broke.\"}");
    answer.fail(new Problem.Cut());
    AnswerState end = answer.state();
    assertEquals(Phase.FAILED, end.phase());
    assertEquals("Half", end.text());
    assertEquals(new Problem.Failed("server_error", "Broke."), end.problem());
  }

  @Test
  void whatIsStoppedStaysSoWhateverFollows() {
    after(5, delta("Half"));
    answer.stop();
    after(6, delta(" more"));
    answer.fail(new Problem.Cut());
    assertEquals(Phase.STOPPED, answer.state().phase());
    assertEquals("Half", answer.state().text());
    assertNull(answer.state().problem());
  }

  @Test
  void readsAWholeAnswerWithWhatIsNoTextAndWhyItEndedEarly() {
    answer.response(
        Json.read(
                "{\"id\":\"resp_2\",\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":"
                    + "\"max_output_tokens\"},\"output\":[{\"type\":\"function_call\"},{\"type\":"
                    + "\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\"}]}]}")
            .orElseThrow());
    AnswerState end = answer.state();
    assertEquals(Phase.COMPLETED, end.phase());
    assertEquals("Hello", end.text());
    assertEquals("max_output_tokens", end.incomplete());
    assertEquals(List.of("function_call"), end.otherOutput());
  }
}
