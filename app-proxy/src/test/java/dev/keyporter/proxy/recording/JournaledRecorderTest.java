package dev.keyporter.proxy.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.testing.Eventually;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JournaledRecorderTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path directory;
  private RecorderFixture fixture;

  @AfterEach
  void close() {
    fixture.source.freeDisk();
    fixture.close();
  }

  @BeforeEach
  void open() {
    fixture = RecorderFixture.journaled(directory, RecorderFixture.PATIENCE);
  }

  @Test
  void answersWithoutWaitingForTheDatabaseAndWritesWhenItIsBack() {
    fixture.source.fillDisk();

    var start = fixture.start();
    assertTrue(finish(start, fixture.recorder.begin(Recording.BODIES, start)));
    assertFalse(fixture.database.journal().orElseThrow().isFolded());

    fixture.source.freeDisk();
    Eventually.holds(() -> fixture.database.journal().orElseThrow().isFolded());
    assertEquals(RequestStatus.COMPLETED, fixture.find(start.id()).orElseThrow().status());
    assertTrue(fixture.database.requests().exchange(start.id()).isPresent());
  }

  @Test
  void aReadFindsWhatWasAnsweredJustBefore() {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);

    assertEquals(RequestStatus.PENDING, fixture.find(start.id()).orElseThrow().status());

    open.reference(List.of(reference(start)));
    assertTrue(isFound("resp_1"));

    finish(start, open);
    assertEquals(RequestStatus.COMPLETED, fixture.find(start.id()).orElseThrow().status());
  }

  @Test
  void anotherProcessFindsItToo() {
    try (var other = Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC())) {
      var start = fixture.start();
      finish(start, fixture.recorder.begin(Recording.BODIES, start));

      assertEquals(
          RequestStatus.COMPLETED, other.requests().find(start.id()).orElseThrow().status());
    }
  }

  @Test
  void beginsNothingMoreWhereTheDatabaseIsGoneForLongButEndsWhatBegan() {
    fixture.close();
    fixture = RecorderFixture.journaled(directory, SHORT);
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.fillDisk();

    Eventually.holds(() -> !begins(fixture.start()));

    assertTrue(finish(start, open));
    fixture.source.freeDisk();
    Eventually.holds(() -> begins(fixture.start()));
    assertEquals(RequestStatus.COMPLETED, fixture.find(start.id()).orElseThrow().status());
  }

  @Test
  void theLongWritingOfALargeBodyIsNoOutage() throws Exception {
    fixture.close();
    fixture = RecorderFixture.journaled(directory, SHORT, SHORT);
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    var large = fixture.exchange(start.id(), new byte[65 << 20]);
    // So that it alone is what the writer begins with.
    Eventually.holds(() -> fixture.database.journal().orElseThrow().isFolded());
    fixture.source.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kept = fixture.recorder.keep(Recording.BODIES, large, List.of());
      var durable =
          threads.submit(() -> open.finish(RecorderFixture.end(start.id()), kept, List.of()));
      Eventually.holds(fixture.source::isWaitedFor);
      long end = System.nanoTime() + 3 * SHORT.toNanos();
      while (System.nanoTime() < end) {
        fixture.recorder.begin(Recording.BODIES, fixture.start());
        assertFalse(fixture.recorder.isRefusing());
      }
      assertFalse(durable.isDone());
      fixture.source.goOn();
      assertTrue(durable.get());
    }
  }

  @Test
  void whatAKilledProcessLeavesBehindIsFoldedBeforeItsRequestsAreCalledInterrupted() {
    fixture.source.fillDisk();
    var answered = fixture.start();
    finish(answered, fixture.recorder.begin(Recording.BODIES, answered));
    var cut = fixture.start();
    fixture.recorder.begin(Recording.BODIES, cut);

    // Its lock goes, and its row says nothing of an end.
    fixture.database.close();

    try (var next = Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC())) {
      assertEquals(RequestStatus.COMPLETED, status(next, answered));
      assertEquals(RequestStatus.INTERRUPTED, status(next, cut));
      assertTrue(next.requests().exchange(answered.id()).isPresent());
    }
  }

  private static RequestStatus status(Database database, RequestStart start) {
    return database.requests().find(start.id()).orElseThrow().status();
  }

  private boolean begins(RequestStart start) {
    try {
      finish(start, fixture.recorder.begin(Recording.BODIES, start));
      return true;
    } catch (ProxyException _) {
      return false;
    }
  }

  private boolean finish(RequestStart start, RequestRecorder.OpenRequest open) {
    return open.finish(
        RecorderFixture.end(start.id()),
        fixture.keep(Recording.BODIES, start.id()),
        List.of(reference(start)));
  }

  private ProviderReference reference(RequestStart start) {
    return new ProviderReference(
        start.id(),
        ProviderReference.Kind.RESPONSE,
        "resp_1",
        start.organizationId(),
        null,
        Objects.requireNonNull(start.keyId()),
        "sess_1");
  }

  private boolean isFound(String id) {
    return fixture
        .database
        .references()
        .find(id, ProviderReference.Kind.RESPONSE, fixture.organization.id(), fixture.alice.id())
        .isPresent();
  }
}
