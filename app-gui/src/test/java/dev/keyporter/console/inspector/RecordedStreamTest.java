package dev.keyporter.console.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedStreamTest {
  private static final RecordedStream STREAM =
      RecordedStream.of(
          Samples.stream(
              "event: response.created\ndata: {\"type\":\"response.created\",\"response\":"
                  + "{\"id\":\"resp_1\",\"status\":\"in_progress\"}}",
              delta("Hel"),
              delta("lo "),
              delta("you"),
              ": keep-alive",
              delta("!"),
              "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\","
                  + "\"message\":\"Oops.\"}"));

  private static String delta(String text) {
    return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
        + "\"delta\":\""
        + text
        + "\"}";
  }

  @Test
  void givesEachEventItsTimeAndGist() {
    List<StreamEvent> events = STREAM.events();
    assertEquals(7, events.size());
    assertEquals("resp_1, in_progress", events.getFirst().gist());
    assertEquals(Duration.ofMillis(500), events.getFirst().time());
    assertEquals(Duration.ofMillis(600), STREAM.firstToken().orElseThrow());
    assertEquals("\"Hel\"", events.get(1).gist());
    assertEquals(":", events.get(4).name());
    assertEquals("server_error: Oops.", events.getLast().gist());
    assertEquals(Optional.of(events.getLast()), STREAM.error());
    assertEquals(Duration.ofMillis(1100), STREAM.last().orElseThrow());
    assertEquals("Hello you!", STREAM.text());
  }

  @Test
  void foldsRunsOfTheSameDeltaWithTheirText() {
    List<EventGroup> groups = STREAM.groups();
    assertEquals(List.of(1, 3, 1, 1, 1), groups.stream().map(g -> g.events().size()).toList());
    EventGroup run = groups.get(1);
    assertTrue(run.isRun());
    assertEquals("Hello you", run.text());
    assertEquals(Duration.ofMillis(200), run.span().orElseThrow());
    assertEquals(BigDecimal.TEN, run.perSecond().orElseThrow());
  }

  @Test
  void opensTheErrorShowsTheWordsOfRunsAndTakesThemApart() {
    var rows = new StreamRows(STREAM, true);
    List<StreamRow> shown = rows.rows();
    assertEquals(5, shown.stream().filter(StreamRow.Event.class::isInstance).count());
    var error = assertInstanceOf(StreamRow.Data.class, shown.getLast());
    assertEquals("}", error.line().text());

    EventGroup run = STREAM.groups().get(1);
    assertEquals(new StreamRow.Words(run), rows.rows().get(2));
    rows.toggle(run);
    assertInstanceOf(StreamRow.Event.class, rows.rows().get(2));
    rows.takeApart(run);
    assertEquals(7, rows.rows().stream().filter(StreamRow.Event.class::isInstance).count());
  }

  @Test
  void readsChatChunks() {
    RecordedStream chat =
        RecordedStream.of(
            Samples.stream(
                "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":"
                    + "{\"content\":\"Hi\"}}]}",
                "data: [DONE]"));
    assertEquals("Hi", chat.text());
    assertEquals("chat.completion.chunk", chat.events().getFirst().name());
    assertEquals("[DONE]", chat.events().getLast().name());
  }

  @Test
  void dividesTheTimeUntilTheEnd() {
    Timing timing =
        Timing.of(
                Samples.request(
                    new Route("responses.create", true), true, RequestStatus.COMPLETED, "alice"),
                STREAM.firstToken().orElseThrow())
            .orElseThrow();
    assertEquals(
        List.of(
            new Timing.Phase(Timing.Kind.KEYPORTER, Duration.ofMillis(4)),
            new Timing.Phase(Timing.Kind.FIRST_BYTE, Duration.ofMillis(396)),
            new Timing.Phase(Timing.Kind.FIRST_TOKEN, Duration.ofMillis(200)),
            new Timing.Phase(Timing.Kind.STREAMING, Duration.ofMillis(1400))),
        timing.phases());
  }
}
