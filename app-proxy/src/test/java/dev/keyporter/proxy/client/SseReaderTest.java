package dev.keyporter.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SseReaderTest {
  private static List<String> events(String... lines) {
    var reader = new SseReader();
    return Stream.of(lines).map(reader::line).flatMap(Optional::stream).toList();
  }

  @Test
  void joinsTheDataOfAnEventAndLeavesTheRest() {
    assertEquals(
        List.of("{\"a\":1}", "two\nlines"),
        events(
            ": a comment",
            "event: response.created",
            "data: {\"a\":1}",
            "",
            "data:two",
            "data: lines",
            "id: 7",
            ""));
  }

  @Test
  void takesAwayOneSpaceOnlyAndKnowsEmptyData() {
    assertEquals(List.of("  x", ""), events("data:   x", "", "data", ""));
  }

  @Test
  void givesNothingForEventsWithoutData() {
    assertEquals(List.of(), events("event: ping", "", "", "data: unfinished"));
  }
}
