package dev.keyporter.console.inspector;

import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.proxy.sse.SseScanner;
import dev.keyporter.proxy.transcript.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A recorded stream, event by event. */
record RecordedStream(List<StreamEvent> events, Body body) {
  RecordedStream {
    events = List.copyOf(events);
  }

  /** Reads it from the answer's bytes; takes time with their number. */
  static RecordedStream of(Exchange exchange) {
    Body body = Body.ofResponse(exchange);
    var reading = new Reading(exchange.eventTimes());
    var scanner = new SseScanner();
    scanner.feed(body.bytes(), 0, body.bytes().length, reading::add);
    scanner.finish(reading::add);
    return new RecordedStream(reading.events, body);
  }

  /** Gives each event the time of the piece that its last byte is in. */
  private static final class Reading {
    final List<StreamEvent> events = new ArrayList<>();
    private final @Nullable EventTimes times;
    private long end;
    private int piece;

    Reading(@Nullable EventTimes times) {
      this.times = times;
    }

    void add(dev.keyporter.proxy.sse.SseEvent event) {
      end += event.raw().length;
      Duration time = null;
      if (times != null) {
        while (piece < times.size() && times.end(piece) < end) {
          piece++;
        }
        if (piece < times.size()) {
          time = Duration.ofNanos(times.micros(piece) * 1000);
        }
      }
      events.add(StreamEvent.of(events.size(), time, event));
    }
  }

  /** When the first words went out. */
  Optional<Duration> firstToken() {
    return events.stream()
        .filter(event -> event.delta() != null)
        .findFirst()
        .flatMap(event -> Optional.ofNullable(event.time()));
  }

  /** When the last event went out. */
  Optional<Duration> last() {
    return events.isEmpty() ? Optional.empty() : Optional.ofNullable(events.getLast().time());
  }

  /** The event that says that it failed. */
  Optional<StreamEvent> error() {
    return events.stream().filter(StreamEvent::isError).findFirst();
  }

  /** All words it brought, in order. */
  String text() {
    return events.stream()
        .map(StreamEvent::delta)
        .filter(delta -> delta != null)
        .collect(Collectors.joining());
  }

  /** Runs of like deltas as one group each, everything else alone. */
  List<EventGroup> groups() {
    List<EventGroup> groups = new ArrayList<>();
    int from = 0;
    while (from < events.size()) {
      int to = from + 1;
      while (to < events.size() && isAlike(events.get(from), events.get(to))) {
        to++;
      }
      groups.add(new EventGroup(events.subList(from, to)));
      from = to;
    }
    return groups;
  }

  private static boolean isAlike(StreamEvent one, StreamEvent other) {
    return one.delta() != null && other.delta() != null && one.name().equals(other.name());
  }
}
