package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.requests.Walk.State;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.model.traffic.TextMatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking for something rare: two requests of a model, the newest and the oldest of many. */
class RequestFeedTest {
  private static final int HOURS = 60;
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final RequestFilter RARE =
      RequestFilter.of(
          new FilterTerm.Text(FilterKey.MODEL, false, List.of(new TextMatch("rare", true))));

  @TempDir Path directory;

  private final LiveRows rows = new LiveRows();
  private final Background background = new Background();
  private RunningConsole console;
  private Database database;
  private RequestFeed feed;

  @BeforeEach
  void open() throws Exception {
    console = RunningConsole.open(directory);
    database = Seed.database(directory);
    var entries = new ArrayList<RecordEntry>();
    for (int hour = 0; hour <= HOURS; hour++) {
      entries.add(request(hour, hour % HOURS == 0 ? "rare" : "often"));
    }
    database.requestLog().write(entries);
    // No budget: a step each hour.
    feed = new RequestFeed(background, database.requests(), rows, Duration.ZERO);
  }

  @AfterEach
  void close() throws Exception {
    background.close();
    database.close();
    console.close();
  }

  private static RecordEntry request(int hoursAgo, String model) {
    Instant at = NOW.minus(Duration.ofHours(hoursAgo));
    return new RecordEntry.Begun(
        new RequestStart(
            RequestId.of(at.toEpochMilli(), 1, 1),
            new OrganizationId(new UUID(1, 1)),
            null,
            null,
            null,
            null,
            new Route("responses.create", true),
            model,
            false,
            at,
            1));
  }

  @Test
  void showsWhatIsFoundAndHowFarItLookedWhileItGoesOn() {
    List<Instant> reached = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    console
        .robot()
        .interact(
            () -> {
              feed.walk()
                  .subscribe(
                      walk -> {
                        if (walk.state() == State.LOOKING && walk.reached() != null) {
                          reached.add(walk.reached());
                          found.add(rows.rows().size());
                        }
                      });
              feed.show(RARE);
            });
    console.await("all to be looked at", () -> rows.rows().size() == 2 && isIn(State.ALL));

    assertTrue(reached.size() > HOURS / 2, "in steps: " + reached);
    assertEquals(reached.stream().sorted((one, two) -> two.compareTo(one)).toList(), reached);
    assertEquals(1, found.getFirst(), "the newest is shown at once");
  }

  @Test
  void goesOnWhereItWasStopped() {
    console.robot().interact(() -> showAndAtTheThirdStep(feed::stop));
    console.await("the stop", () -> isIn(State.STOPPED));
    assertEquals(1, rows.rows().size());

    console.robot().interact(feed::goOn);
    console.await("the rest", () -> rows.rows().size() == 2 && isIn(State.ALL));
  }

  @Test
  void looksNoFurtherOnceStopped() {
    console.robot().interact(() -> showAndAtTheThirdStep(feed::stop));
    assertLooksNoFurther();
  }

  @Test
  void looksNoFurtherOutOfView() {
    console.robot().interact(() -> showAndAtTheThirdStep(feed::leave));
    assertLooksNoFurther();
  }

  private void assertLooksNoFurther() {
    console.await("the end", () -> isIn(State.STOPPED));
    RequestId next = rows.next().get();
    background.close(); // Lets what runs end.
    console.robot().interact(() -> {});

    assertEquals(State.STOPPED, feed.walk().get().state());
    assertEquals(next, rows.next().get());
  }

  private boolean isIn(State state) {
    return feed.walk().get().state() == state;
  }

  private void showAndAtTheThirdStep(Runnable what) {
    var steps = new ArrayList<Walk>();
    feed.walk()
        .subscribe(
            walk -> {
              if (walk.state() == State.LOOKING && steps.size() < 3) {
                steps.add(walk);
                if (steps.size() == 3) {
                  // Once what tells of the step is done.
                  Platform.runLater(what);
                }
              }
            });
    feed.show(RARE);
  }
}
