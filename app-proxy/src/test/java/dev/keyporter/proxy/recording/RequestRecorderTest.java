package dev.keyporter.proxy.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.account.Recording;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class RequestRecorderTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path directory;
  private RecorderFixture fixture;

  @BeforeEach
  void open() {
    use(RecorderFixture.PATIENCE, RecorderFixture.PATIENCE);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void use(Duration beginPatience, Duration endPatience) {
    fixture = new RecorderFixture(directory, beginPatience, endPatience);
  }

  private void useInstead(Duration beginPatience, Duration endPatience) {
    fixture.close();
    use(beginPatience, endPatience);
  }

  @Test
  void hasWrittenWhatItReturnsFrom() {
    var start = fixture.start();

    var open = fixture.recorder.begin(Recording.BODIES, start);
    assertEquals(RequestStatus.PENDING, found(start).status());

    open.reference(List.of(reference(start, "resp_1"), reference(start, "resp_2")));
    assertTrue(visible("resp_1"));
    assertTrue(visible("resp_2"));

    assertTrue(
        open.finish(
            RecorderFixture.end(start.id()),
            fixture.keep(Recording.BODIES, start.id()),
            List.of()));
    assertEquals(RequestStatus.COMPLETED, found(start).status());
    assertTrue(fixture.database.requests().exchange(start.id()).isPresent());
  }

  @Test
  void recordsEveryOneOfManyAtOnce() throws Exception {
    var ended = new ArrayList<Future<RequestId>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 800; i++) {
        ended.add(threads.submit(this::beginAndFinish));
      }
    }
    for (Future<RequestId> id : ended) {
      assertEquals(RequestStatus.COMPLETED, fixture.find(id.get()).orElseThrow().status());
    }
    assertEquals(
        800, fixture.database.requests().page(RequestFilter.ALL, null, 1000).rows().size());
  }

  @Test
  void writesOnceWhatWasCommittedWithoutAnAnswer() {
    var start = fixture.start();
    fixture.source.loseNextAnswer();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.loseNextAnswer();

    assertTrue(
        open.finish(
            RecorderFixture.end(start.id()),
            fixture.keep(Recording.BODIES, start.id()),
            List.of(reference(start, "resp_1"))));
    assertEquals(RequestStatus.COMPLETED, found(start).status());
    assertEquals(1, fixture.database.requests().page(RequestFilter.ALL, null, 10).rows().size());
  }

  @Test
  void refusesARequestAtOnceWhenTheDiskIsFullAndRecoversByItself() {
    var refused = fixture.start();
    fixture.source.fillDisk();

    assertRefused(refused);

    fixture.source.freeDisk();
    var start = fixture.start();
    Eventually.holds(() -> begins(start));
    Eventually.holds(() -> fixture.find(refused.id()).isPresent());
    assertEquals(RequestStatus.FAILED, found(refused).status());
    assertEquals("record_unavailable", found(refused).errorCode());
    assertEquals(503, found(refused).httpStatus());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void outlivesEveryError(Error error) throws Exception {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.failOn("request", () -> error);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var durable =
          threads.submit(() -> open.finish(RecorderFixture.end(start.id()), null, List.of()));
      var refused = fixture.start();
      assertRefused(refused);
      assertFalse(durable.isDone());
      assertFalse(fixture.recorder.isWriting());
      fixture.source.failNoMore();
      assertTrue(durable.get());
      Eventually.holds(() -> fixture.find(refused.id()).isPresent());
      assertEquals("record_unavailable", found(refused).errorCode());
    }
    assertEquals(RequestStatus.COMPLETED, found(start).status());
    assertEquals(RequestStatus.COMPLETED, fixture.find(beginAndFinish()).orElseThrow().status());
    assertTrue(fixture.recorder.isWriting());
  }

  static List<Error> errors() {
    return List.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("missing"),
        new AssertionError("wrong"));
  }

  @Test
  void recordsWithoutBodiesWhatThereIsNoMemoryToWriteWithThem() {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.failOn("insert into exchange", OutOfMemoryError::new);

    assertTrue(
        open.finish(
            RecorderFixture.end(start.id()),
            fixture.keep(Recording.BODIES, start.id()),
            List.of(reference(start, "resp_1"))));
    assertEquals(RequestStatus.COMPLETED, found(start).status());
    assertTrue(fixture.database.requests().exchange(start.id()).isEmpty());
    assertTrue(visible("resp_1"));
    assertEquals(0, fixture.memory.held());
  }

  @Test
  void givesTheMemoryOfBodiesBackOnceTheyAreWritten() throws Exception {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.fillDisk();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kept = fixture.keep(Recording.BODIES, start.id());
      var durable =
          threads.submit(() -> open.finish(RecorderFixture.end(start.id()), kept, List.of()));
      assertRefused(fixture.start());
      assertTrue(fixture.memory.held() > 0);
      fixture.source.freeDisk();
      assertTrue(durable.get());
    }
    Eventually.holds(() -> fixture.memory.held() == 0);
  }

  @Test
  void aLargeBodyThatWaitsHoldsUpNoBeginning() throws Exception {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    var large = fixture.exchange(start.id(), new byte[65 << 20]);
    fixture.source.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kept = fixture.recorder.keep(Recording.BODIES, large, List.of());
      var durable =
          threads.submit(() -> open.finish(RecorderFixture.end(start.id()), kept, List.of()));
      Eventually.holds(() -> fixture.recorder.unwritten() > 0);
      assertFalse(fixture.recorder.isRefusing());
      fixture.source.goOn();
      assertTrue(durable.get());
    }
  }

  @Test
  void holdsAnEndUntilTheDatabaseTakesItAgain() throws Exception {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.fillDisk();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var durable =
          threads.submit(() -> open.finish(RecorderFixture.end(start.id()), null, List.of()));
      // Only once the writer has met the full disk has the outage been in the way.
      assertRefused(fixture.start());
      assertFalse(durable.isDone());
      fixture.source.freeDisk();
      assertTrue(durable.get());
    }
    assertEquals(RequestStatus.COMPLETED, found(start).status());
  }

  @Test
  void writesAnEndLaterThatItsCallerCouldNotWaitFor() {
    useInstead(RecorderFixture.PATIENCE, SHORT);
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.hang();

    assertFalse(open.finish(RecorderFixture.end(start.id()), null, List.of()));
    assertEquals(RequestStatus.PENDING, found(start).status());

    fixture.source.goOn();
    Eventually.holds(() -> found(start).status() == RequestStatus.COMPLETED);
  }

  @Test
  void leavesNothingPendingOfARequestThatWasRefusedWhileItWasWritten() {
    useInstead(SHORT, RecorderFixture.PATIENCE);
    var start = fixture.start();
    fixture.source.hang();

    assertRefused(start);
    assertRefused(fixture.start());

    fixture.source.goOn();
    Eventually.holds(
        () ->
            fixture
                .find(start.id())
                .filter(row -> row.status() == RequestStatus.FAILED)
                .isPresent());
  }

  @Test
  void oneEntryThatCannotBeWrittenDoesNotHoldUpTheOthers() throws Exception {
    var bad = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, bad);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var durable =
          threads.submit(
              () -> open.finish(RecorderFixture.impossibleEnd(bad.id()), null, List.of()));
      while (!durable.isDone()) {
        assertEquals(
            RequestStatus.COMPLETED, fixture.find(beginAndFinish()).orElseThrow().status());
      }
      assertFalse(durable.get());
    }
  }

  @Test
  void writesWhatIsLeftBeforeItCloses() throws Exception {
    var start = fixture.start();
    var open = fixture.recorder.begin(Recording.BODIES, start);
    fixture.source.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var durable =
          threads.submit(() -> open.finish(RecorderFixture.end(start.id()), null, List.of()));
      Eventually.holds(() -> fixture.recorder.unwritten() > 0);
      var closed = threads.submit(fixture.recorder::close);
      fixture.source.goOn();
      closed.get();
      assertTrue(durable.get());
    }
    assertEquals(RequestStatus.COMPLETED, found(start).status());
    assertRefused(fixture.start());
  }

  @Test
  void keepsAsMuchAsTheOrganizationWants() {
    var metadata = finished(Recording.METADATA);
    assertTrue(fixture.database.requests().exchange(metadata.id()).isEmpty());
    assertEquals("alice", metadata.userName());
    assertEquals("a message", metadata.errorMessage());

    var counts = finished(Recording.COUNTS);
    assertTrue(fixture.database.requests().exchange(counts.id()).isEmpty());
    assertNull(counts.userName());
    assertNull(counts.sessionId());
    assertNull(counts.tokenId());
    assertNull(counts.responseId());
    assertNull(counts.errorMessage());
    assertEquals(15, counts.usage() == null ? 0 : counts.usage().total());
    assertEquals(Cost.UNPRICED, counts.cost());
  }

  @Test
  void recordsARefusedRequestWhole() {
    var start = fixture.start();

    assertTrue(
        fixture.recorder.refuse(
            Recording.BODIES,
            start,
            RecorderFixture.end(start.id()),
            fixture.keep(Recording.BODIES, start.id())));
    assertEquals(200, found(start).httpStatus());
  }

  @Test
  void idsOfOneProcessAreNeverTheSame() {
    Set<RequestId> ids =
        IntStream.range(0, 10_000)
            .parallel()
            .mapToObj(_ -> fixture.ids.next())
            .collect(Collectors.toSet());
    assertEquals(10_000, ids.size());
  }

  private RequestSummary finished(Recording recording) {
    var start = fixture.start();
    fixture
        .recorder
        .begin(recording, start)
        .finish(RecorderFixture.end(start.id()), fixture.keep(recording, start.id()), List.of());
    return found(start);
  }

  private RequestId beginAndFinish() {
    var start = fixture.start();
    assertTrue(
        fixture
            .recorder
            .begin(Recording.BODIES, start)
            .finish(
                RecorderFixture.end(start.id()),
                fixture.keep(Recording.BODIES, start.id()),
                List.of()));
    return start.id();
  }

  private boolean begins(RequestStart start) {
    try {
      fixture.recorder.begin(Recording.BODIES, start);
      return true;
    } catch (ProxyException _) {
      return false;
    }
  }

  private void assertRefused(RequestStart start) {
    var refused =
        assertThrows(ProxyException.class, () -> fixture.recorder.begin(Recording.BODIES, start));
    assertInstanceOf(ProxyError.RecordUnavailable.class, refused.error());
  }

  private RequestSummary found(RequestStart start) {
    return fixture.find(start.id()).orElseThrow();
  }

  private boolean visible(String id) {
    return fixture
        .database
        .references()
        .find(id, ProviderReference.Kind.RESPONSE, fixture.organization.id(), fixture.alice.id())
        .isPresent();
  }

  private ProviderReference reference(RequestStart start, String id) {
    return new ProviderReference(
        start.id(),
        ProviderReference.Kind.RESPONSE,
        id,
        fixture.organization.id(),
        null,
        Objects.requireNonNull(start.keyId()),
        "sess_1");
  }
}
