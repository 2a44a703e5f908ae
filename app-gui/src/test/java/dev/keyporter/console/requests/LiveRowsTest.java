package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveRowsTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 2));

  private final LiveRows rows = new LiveRows();

  @Test
  void newRowsEnterAtTheTopInOneStep() {
    rows.show(page(null, 3, 2, 1));
    int[] steps = {0};
    rows.rows().addListener((ListChangeListener<RequestRow>) _ -> steps[0]++);

    rows.arrive(requests(6, 5, 4));

    assertEquals(List.of(6L, 5L, 4L, 3L, 2L, 1L), shown());
    assertEquals(1, steps[0]);
    assertEquals(0, rows.waitingCount().get());
  }

  @Test
  void newRowsWaitWhileTheListIsScrolled() {
    rows.show(page(null, 2, 1));
    rows.setAtTop(false);

    assertEquals(LiveRows.Hold.SCROLLED, rows.hold().get());
    rows.arrive(requests(4, 3));

    assertEquals(List.of(2L, 1L), shown());
    assertEquals(2, rows.waitingCount().get());

    rows.setAtTop(true);

    assertEquals(List.of(4L, 3L, 2L, 1L), shown());
    assertEquals(0, rows.waitingCount().get());
  }

  @Test
  void newRowsWaitWhileThePointerIsOnARow() {
    rows.show(page(null, 1));
    rows.setPointedAt(true);

    rows.arrive(requests(2));

    assertEquals(List.of(1L), shown());

    rows.setPointedAt(false);

    assertEquals(List.of(2L, 1L), shown());
  }

  @Test
  void pausedRowsStandStillUntilLetIn() {
    rows.show(page(null, 1));
    rows.pause(START);
    rows.pause(START.plusSeconds(9));

    rows.arrive(requests(2));
    rows.arrive(requests(3));

    assertEquals(START, rows.pausedAt().get());
    assertEquals(List.of(1L), shown());
    assertEquals(2, rows.waitingCount().get());

    rows.resume();
    rows.enter();

    assertNull(rows.pausedAt().get());
    assertEquals(List.of(3L, 2L, 1L), shown());
  }

  @Test
  void rowThatEndsStaysTheSameRow() {
    rows.show(page(null, 2, 1));
    RequestRow row = rows.rows().getFirst();
    rows.pause(START);

    rows.update(List.of(request(2, RequestStatus.COMPLETED)));

    assertSame(row, rows.rows().getFirst());
    assertEquals(RequestStatus.COMPLETED, row.request().status());
  }

  @Test
  void rowThatEndsWhileItWaitsEntersAsItIsThen() {
    rows.show(page(null, 1));
    rows.pause(START);
    rows.arrive(requests(2));

    rows.update(List.of(request(2, RequestStatus.FAILED)));
    rows.resume();
    rows.enter();

    assertEquals(RequestStatus.FAILED, rows.rows().getFirst().request().status());
  }

  @Test
  void lateRowTakesItsPlaceInTime() {
    rows.show(page(null, 5, 3, 1));

    rows.arrive(requests(4));

    assertEquals(List.of(5L, 4L, 3L, 1L), shown());
  }

  @Test
  void rowBelowTheLoadedOnesIsReadWhenScrolledTo() {
    rows.show(page(10L, 12, 11, 10));

    rows.arrive(requests(7));

    assertEquals(List.of(12L, 11L, 10L), shown());
    assertEquals(0, rows.waitingCount().get());

    rows.append(page(null, 9, 7));

    assertEquals(List.of(12L, 11L, 10L, 9L, 7L), shown());
  }

  @Test
  void sameRowIsNeverThereTwice() {
    rows.show(page(2L, 3, 2));

    rows.arrive(requests(3));
    rows.append(page(null, 2, 1));

    assertEquals(List.of(3L, 2L, 1L), shown());
  }

  @Test
  void listThatRunsAllDayKeepsTheNewest() {
    rows.show(page(null, 1));

    for (int i = 0; i < 3; i++) {
      rows.arrive(numbered(800, 2 + i * 800));
    }

    assertEquals(LiveRows.MOST_KEPT, rows.rows().size());
    assertEquals(rows.rows().getLast().id(), rows.next().get());
  }

  @Test
  void tooManyThatWaitAreReadAnew() {
    rows.show(page(null, 1));
    rows.pause(START);

    rows.arrive(numbered(LiveRows.MOST_WAITING + 1, 2));

    assertTrue(rows.hasMissed());
    assertEquals(LiveRows.MOST_WAITING, rows.waitingCount().get());

    rows.show(page(null, 9999));

    assertFalse(rows.hasMissed());
    assertEquals(0, rows.waitingCount().get());
  }

  private List<Long> shown() {
    return rows.rows().stream().map(row -> row.id().value()).toList();
  }

  private static RequestPage page(@Nullable Long next, long... ids) {
    return new RequestPage(requests(ids), next == null ? null : new RequestId(next));
  }

  private static List<RequestSummary> requests(long... ids) {
    return LongStream.of(ids).mapToObj(id -> request(id, RequestStatus.PENDING)).toList();
  }

  /** So many, from a number on, newest first. */
  private static List<RequestSummary> numbered(int count, int from) {
    return IntStream.range(0, count)
        .mapToObj(i -> request(from + count - 1L - i, RequestStatus.PENDING))
        .toList();
  }

  private static RequestSummary request(long id, RequestStatus status) {
    return new RequestSummary(
        new RequestId(id),
        ORGANIZATION,
        null,
        "alice@example.com",
        null,
        null,
        null,
        "responses.create",
        null,
        "gpt-4o",
        null,
        null,
        null,
        false,
        status,
        null,
        null,
        null,
        null,
        null,
        START,
        null,
        null,
        Duration.ofMillis(10),
        null,
        null,
        Cost.NONE,
        null,
        null,
        null);
  }
}
