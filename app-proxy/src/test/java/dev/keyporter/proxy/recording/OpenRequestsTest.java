package dev.keyporter.proxy.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OpenRequestsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final OpenRequests open = new OpenRequests(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void marksTheFirstRequestInItsOwnTransaction() {
    assertEquals(marked(10), write(0, begun(10)));
    assertEquals(Optional.empty(), write(0, begun(11)));
  }

  @Test
  void lowersTheMarkForAnOlderRequestAtOnce() {
    write(0, begun(20));
    assertEquals(marked(5), write(0, begun(5)));
  }

  @Test
  void raisesTheMarkToTheOldestOpenRequestOnceASecond() {
    write(0, begun(10));
    write(0, begun(20));
    write(0, ended(10));
    assertEquals(Optional.empty(), write(SECOND - 1, begun(30)));
    assertEquals(marked(20), write(SECOND, begun(40)));
  }

  @Test
  void raisesTheMarkNoFurtherThanSlowRequestsMayReachBack() {
    write(0, begun(10));
    write(0, ended(10));
    assertEquals(
        Optional.of(new RecordEntry.OldestOpen(RequestId.earliestAt(NOON.minusSeconds(30)))),
        write(SECOND, new RecordEntry.OldestOpen(id(10))));
  }

  private Optional<RecordEntry.OldestOpen> write(long nanos, RecordEntry entry) {
    var batch = new ArrayList<>(List.of(entry));
    var mark = open.mark(batch, nanos);
    mark.ifPresent(batch::add);
    open.written(batch, nanos);
    return mark;
  }

  private static Optional<RecordEntry.OldestOpen> marked(int count) {
    return Optional.of(new RecordEntry.OldestOpen(id(count)));
  }

  private static RequestId id(int count) {
    return RequestId.of(NOON.minusSeconds(60).toEpochMilli(), 7, count);
  }

  private static RequestStart start(int count) {
    return new RequestStart(
        id(count),
        new OrganizationId(new UUID(0, 1)),
        null,
        null,
        null,
        null,
        new Route("responses.create", true),
        null,
        false,
        NOON,
        0);
  }

  private static RecordEntry begun(int count) {
    return new RecordEntry.Begun(start(count));
  }

  private static RecordEntry ended(int count) {
    return new RecordEntry.Ended(start(count), RecorderFixture.end(id(count)), null, List.of());
  }
}
