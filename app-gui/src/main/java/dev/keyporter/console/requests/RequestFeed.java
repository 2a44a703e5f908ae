package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.requests.Walk.State;
import dev.keyporter.db.traffic.RequestTail;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the table's rows from the record: the newest page of a filter, older ones as they are asked
 * for, and what comes and changes while the screen is in view. Used on JavaFX's thread; reads on
 * others.
 */
final class RequestFeed {
  /** Rows of a page. */
  static final int PAGE = 200;

  private static final Logger LOG = Logger.getLogger(RequestFeed.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Background background;
  private final Requests requests;
  private final LiveRows rows;
  private final Duration budget;
  private final ReadOnlyObjectWrapper<Load<RequestFilter>> load =
      new ReadOnlyObjectWrapper<>(new Load.Loading<>(null));
  private final ReadOnlyObjectWrapper<Walk> walk = new ReadOnlyObjectWrapper<>(Walk.ALL);
  private final ReadOnlyObjectWrapper<@Nullable Failure> trouble = new ReadOnlyObjectWrapper<>();
  private RequestFilter filter = RequestFilter.ALL;
  private volatile List<RequestId> watched = List.of();
  private Background.@Nullable Work reading;
  private Background.@Nullable Work walking;
  private Background.@Nullable Work following;

  /**
   * A feed, which reads nothing yet.
   *
   * @param budget about how long to look before what was found is shown
   */
  RequestFeed(Background background, Requests requests, LiveRows rows, Duration budget) {
    this.background = background;
    this.requests = requests;
    this.rows = rows;
    this.budget = budget;
  }

  /** Whether the filter's first page is here. */
  ReadOnlyObjectProperty<Load<RequestFilter>> load() {
    return load.getReadOnlyProperty();
  }

  /** How far back the rows reach. */
  ReadOnlyObjectProperty<Walk> walk() {
    return walk.getReadOnlyProperty();
  }

  /** Why nothing new is seen at the moment; null while all is well. */
  ReadOnlyObjectProperty<@Nullable Failure> trouble() {
    return trouble.getReadOnlyProperty();
  }

  RequestFilter filter() {
    return filter;
  }

  /** The rows to be kept up to date in every respect: those in view. */
  void watch(List<RequestId> ids) {
    watched = ids;
  }

  /** The newest page together with what follows it from then on. */
  private record Start(RequestPage page, RequestTail tail) {}

  private record Update(RequestTail.Update news, List<RequestSummary> watched) {}

  /** Shows what a filter finds, from the newest on. */
  void show(RequestFilter wanted) {
    filter = wanted;
    load.set(new Load.Loading<>(load.get().shown()));
    start(rows::show);
  }

  /** Reads the same filter once more. */
  void again() {
    show(filter);
  }

  /** Comes back into view. Rows that must not move stay; what has come meanwhile waits. */
  void rejoin() {
    start(
        page -> {
          if (rows.isMoving() || rows.rows().isEmpty()) {
            rows.show(page);
            return;
          }
          RequestId newest = rows.rows().getFirst().id();
          List<RequestSummary> newer =
              page.rows().stream().filter(row -> row.id().compareTo(newest) > 0).toList();
          rows.arrive(newer);
          if (newer.size() == page.rows().size() && page.next() != null) {
            rows.miss();
          }
        });
  }

  private void start(Consumer<RequestPage> take) {
    leave();
    RequestFilter wanted = filter;
    reading =
        background.run(
            () -> {
              RequestPage page = requests.page(wanted, null, PAGE, budget);
              return new Start(page, requests.follow(wanted, page.rows()));
            },
            start -> {
              take.accept(start.page());
              load.set(new Load.Ready<>(wanted));
              trouble.set(null);
              follow(start.tail());
              settle(PAGE - rows.rows().size());
            },
            failure -> {
              LOG.log(Level.WARNING, "Requests cannot be listed.", failure);
              load.set(new Load.Failed<>(Failure.of(failure)));
            });
  }

  /** Ends all live work. */
  void leave() {
    for (Background.Work work : new Background.Work[] {reading, walking, following}) {
      if (work != null) {
        work.cancel();
      }
    }
    if (walk.get().state() == State.LOOKING) {
      walk.set(new Walk(State.STOPPED, walk.get().reached()));
    }
  }

  private void follow(RequestTail tail) {
    following =
        background.repeat(
            PAUSE,
            () -> new Update(tail.poll(), requests.again(watched)),
            update -> {
              trouble.set(null);
              rows.update(update.news().changed());
              rows.update(update.watched());
              if (update.news().missed()) {
                rows.miss();
              }
              rows.arrive(update.news().arrived());
              if (walk.get().state() == State.ALL && rows.next().get() != null) {
                walk.set(new Walk(State.MORE, null));
              }
              if (rows.hasMissed() && rows.isMoving()) {
                again();
              }
            },
            failure -> {
              if (trouble.get() == null) {
                LOG.log(Level.WARNING, "New requests cannot be read.", failure);
              }
              trouble.set(Failure.of(failure));
            });
  }

  /** Reads the next page, where there is one and nothing is under way. */
  void more() {
    if (walk.get().state() == State.MORE) {
      look(PAGE);
    }
  }

  /** Goes on looking further back. */
  void goOn() {
    if (walk.get().state() == State.STOPPED) {
      look(PAGE);
    }
  }

  /** Ends looking further back; what was found stays. */
  void stop() {
    if (walking != null) {
      walking.cancel();
    }
    if (walk.get().state() == State.LOOKING) {
      walk.set(new Walk(State.STOPPED, walk.get().reached()));
    }
  }

  /** Looks below the last row, until so many are found or all was looked at. */
  private void look(int wanted) {
    RequestId from = rows.next().get();
    if (from == null) {
      walk.set(Walk.ALL);
      return;
    }
    walk.set(new Walk(State.LOOKING, Instant.ofEpochMilli(from.millis())));
    RequestFilter asked = filter;
    walking =
        background.run(
            () -> requests.page(asked, from, wanted, budget),
            page -> {
              rows.append(page);
              settle(wanted - page.rows().size());
            },
            failure -> {
              LOG.log(Level.WARNING, "Older requests cannot be read.", failure);
              trouble.set(Failure.of(failure));
              walk.set(new Walk(State.STOPPED, walk.get().reached()));
            });
  }

  /** After a page: goes on where the time was up before enough was found. */
  private void settle(int missing) {
    RequestId next = rows.next().get();
    if (next == null) {
      walk.set(Walk.ALL);
    } else if (missing <= 0) {
      walk.set(new Walk(State.MORE, null));
    } else {
      look(missing);
    }
  }
}
