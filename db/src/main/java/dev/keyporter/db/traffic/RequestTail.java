package dev.keyporter.db.traffic;

import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the record, whichever processes write it: each {@link #poll} gives what a filter finds
 * since the one before. Rows may appear below newer ones, and one may come to match only with its
 * end. For one thread at a time.
 */
public final class RequestTail {
  /** Most requests followed from one poll to the next. */
  public static final int MAX_STEP = 5000;

  /** How much later than a newer row an older one may appear. */
  private static final long LATENESS = span(Duration.ofSeconds(5));

  /** How far back pending requests are looked for at the start. */
  private static final long LONGEST_PENDING = span(Duration.ofHours(1));

  /**
   * What a poll found.
   *
   * @param arrived requests not given before, newest first
   * @param changed requests given before as pending that are not any more, newest first; they need
   *     not match the filter now
   * @param missed whether there were more than {@link #MAX_STEP}: the list should be read anew
   */
  public record Update(List<RequestSummary> arrived, List<RequestSummary> changed, boolean missed) {
    public boolean isEmpty() {
      return arrived.isEmpty() && changed.isEmpty() && !missed;
    }
  }

  private final Requests requests;
  private final RequestFilter filter;
  private final Set<Long> given = new HashSet<>();
  private final NavigableSet<Long> seen = new TreeSet<>();
  private Set<Long> pending = new HashSet<>();
  private long highest;

  /**
   * @param shown the newest page of the same filter, as it was read just now
   */
  RequestTail(Requests requests, RequestFilter filter, List<RequestSummary> shown) {
    this.requests = requests;
    this.filter = filter;
    for (RequestSummary row : shown) {
      given.add(row.id().value());
      seen.add(row.id().value());
      if (row.status() == RequestStatus.PENDING) {
        pending.add(row.id().value());
      }
    }
    this.highest = requests.newest().map(RequestId::value).orElse(0L);
    pending.addAll(requests.pendingAbove(highest - LONGEST_PENDING));
    // What is there already and was not shown does not match, or is too old for the page.
    seen.addAll(requests.statesAbove(highest - LATENESS, Set.of(), MAX_STEP).keySet());
    seen.removeAll(above(shown));
  }

  private static long span(Duration duration) {
    return duration.toMillis() << RequestId.MILLIS_SHIFT;
  }

  /** Rows above the page's newest that came between the page and this tail. */
  private List<Long> above(List<RequestSummary> shown) {
    long newest = shown.isEmpty() ? 0 : shown.getFirst().id().value();
    return seen.tailSet(newest, false).stream().toList();
  }

  /** What came and changed since the poll before. */
  public Update poll() {
    long floor = highest - LATENESS;
    Map<Long, RequestStatus> states = requests.statesAbove(floor, pending, MAX_STEP);
    var news = new TreeSet<Long>();
    var stillPending = new HashSet<Long>();
    states.forEach(
        (id, status) -> {
          boolean isPending = status == RequestStatus.PENDING;
          if (isPending) {
            stillPending.add(id);
          }
          boolean isNew = id > floor && seen.add(id) && !pending.contains(id);
          if (isNew || (pending.contains(id) && !isPending)) {
            news.add(id);
          }
        });
    pending = stillPending;
    if (!seen.isEmpty()) {
      highest = Math.max(highest, seen.last());
    }
    seen.headSet(highest - LATENESS, true).clear();
    long above = states.keySet().stream().filter(id -> id > floor).count();
    Update update = update(news, above >= MAX_STEP);
    given.removeIf(id -> id <= highest - LATENESS && !pending.contains(id));
    return update;
  }

  private Update update(Collection<Long> news, boolean missed) {
    if (news.isEmpty()) {
      return new Update(List.of(), List.of(), missed);
    }
    var arrived = new ArrayList<RequestSummary>();
    List<Long> before = news.stream().filter(given::contains).toList();
    List<Long> fresh = news.stream().filter(id -> !given.contains(id)).toList();
    for (RequestSummary row : requests.matching(filter, fresh)) {
      arrived.add(row);
      given.add(row.id().value());
    }
    return new Update(
        arrived, requests.again(before.stream().map(RequestId::new).toList()), missed);
  }
}
