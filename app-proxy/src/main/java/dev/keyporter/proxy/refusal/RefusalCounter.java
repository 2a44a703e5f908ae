package dev.keyporter.proxy.refusal;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.refusal.RefusalBatch;
import dev.keyporter.db.refusal.RefusalLog;
import dev.keyporter.db.refusal.Refusals;
import dev.keyporter.db.thread.VitalThread;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.proxy.access.Bearer;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.http.RefusedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts refused requests in memory, and adds the counts to the database's once a second, where
 * there are any. While the database is gone they are kept, in a bounded number of groups; a process
 * that is killed loses the last second's.
 */
public final class RefusalCounter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RefusalCounter.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How often the log tells of one revoked token. */
  private static final Duration TOLD_AGAIN = Duration.ofHours(1);

  private final RefusalLog log;
  private final Function<RefusedRequest, Optional<Bearer>> bearers;
  private final Clock clock;
  private final PendingCounts pending = new PendingCounts();
  private final Map<AccessTokenId, Instant> told = new ConcurrentHashMap<>();
  private final VitalThread thread;

  /** Not known to be in the database. The thread's own. */
  private @Nullable RefusalBatch unwritten;

  /** Whether the last attempt failed; that is said once, not every second. The thread's own. */
  private boolean isGone;

  /**
   * @param bearers tells whose token a request came with; must ask nobody
   */
  public RefusalCounter(
      RefusalLog log, Function<RefusedRequest, Optional<Bearer>> bearers, Clock clock) {
    this.log = log;
    this.bearers = bearers;
    this.clock = clock;
    this.thread =
        VitalThread.every(PAUSE, "keyporter-refusals", "Counting refused requests", this::write);
  }

  /** Counts one; returns at once. */
  public void count(RefusedRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ProxyError error = request.error();
    Optional<Bearer> bearer = bearers.apply(request);
    boolean isDiscreet = bearer.map(Bearer::isDiscreet).orElse(false);
    var group =
        new RefusalGroup(
            LocalDate.ofInstant(now, ZoneOffset.UTC),
            error.code(),
            bearer.map(Bearer::token).orElse(null),
            bearer.map(Bearer::organization).orElse(null),
            isDiscreet ? "" : request.address(),
            isDiscreet ? "" : ClientWords.program(request.userAgent()));
    pending.add(
        RefusalCount.one(
            group, error.status(), ClientWords.path(request.method(), request.path()), now));
    if (error.code().equals(Refusals.REVOKED)) {
      bearer.ifPresent(of -> tell(of.token(), group, now));
    }
  }

  /** A line for each token, and at most one an hour. */
  private void tell(AccessTokenId token, RefusalGroup group, Instant now) {
    Instant last =
        told.merge(
            token, now, (before, next) -> next.isBefore(before.plus(TOLD_AGAIN)) ? before : next);
    if (last.equals(now)) {
      LOG.warning(
          () ->
              "The revoked token "
                  + token
                  + " is in use, from "
                  + group.address()
                  + (group.program().isEmpty() ? "" : " by " + group.program())
                  + ". 'keyporter requests refused' shows how often.");
    }
  }

  private void write() {
    try {
      if (unwritten != null) {
        log.add(unwritten);
        unwritten = null;
      }
      List<RefusalCount> counts = pending.take();
      if (!counts.isEmpty()) {
        unwritten = log.batch(counts);
        log.add(unwritten);
        unwritten = null;
      }
      isGone = false;
    } catch (DatabaseException e) {
      if (!isGone) {
        isGone = true;
        LOG.warning(() -> "Refused requests are counted in memory only for now. " + e.getMessage());
      }
    }
  }

  /** Whether it goes on. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Adds what is counted and not added yet, as far as the database takes it. */
  @Override
  public void close() {
    thread.close();
    if (!isGone) {
      write();
    }
    long lost =
        pending.lost() + sum(pending.take()) + (unwritten == null ? 0 : sum(unwritten.counts()));
    if (lost > 0) {
      LOG.warning(() -> "The counts of " + lost + " refused requests could not be kept.");
    }
  }

  private static long sum(List<RefusalCount> counts) {
    return counts.stream().mapToLong(RefusalCount::requests).sum();
  }
}
