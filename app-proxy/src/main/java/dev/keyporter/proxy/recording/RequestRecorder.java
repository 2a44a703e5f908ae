package dev.keyporter.proxy.recording;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.journal.Journal;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.db.traffic.StoredExchange;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.limit.BudgetCharge;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records requests. What a method has returned from is durable, in the database or the journal
 * before it: it survives the end of the process. Every method blocks the thread that calls it,
 * which should be a virtual one.
 *
 * <p>Where the database does not take a beginning within {@link #BEGIN_PATIENCE}, the request is
 * refused before it costs anything; after that, others are refused at once, until the database
 * takes records again. Ends are never dropped: they wait here for the database, also after {@link
 * #END_PATIENCE} when their callers have gone on.
 */
public final class RequestRecorder implements AutoCloseable {
  /** How long a request waits for its beginning to be durable. */
  public static final Duration BEGIN_PATIENCE = Duration.ofSeconds(5);

  /** How long an answer is held back for its end to be durable; longer where a body is large. */
  public static final Duration END_PATIENCE = Duration.ofSeconds(10);

  /** How long {@link #close} waits for the database. */
  public static final Duration DRAIN = Duration.ofSeconds(20);

  /** Over this much unwritten, in bytes, requests wait before they begin. */
  private static final long MAX_WEIGHT = 64L << 20;

  private static final long ROOM_POLL_NANOS = Duration.ofMillis(5).toNanos();

  /** A token's last use is written at most this often. */
  private static final Duration TOKEN_INTERVAL = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(RequestRecorder.class.getName());

  private final GroupCommit commit;
  private final Redactor redactor;
  private final BodyMemory memory;
  private final Duration beginPatience;
  private final Duration endPatience;
  private final Map<AccessTokenId, Instant> tokenUses = new ConcurrentHashMap<>();

  /**
   * @param journal makes entries durable before the database does; null where there is none
   * @param memory where it is taken from what bodies take until they are written
   */
  public RequestRecorder(
      RequestLog log,
      @Nullable Journal journal,
      Redactor redactor,
      BodyMemory memory,
      Clock clock) {
    this(log, journal, redactor, memory, clock, BEGIN_PATIENCE, END_PATIENCE);
  }

  RequestRecorder(
      RequestLog log,
      @Nullable Journal journal,
      Redactor redactor,
      BodyMemory memory,
      Clock clock,
      Duration beginPatience,
      Duration endPatience) {
    this.commit = new GroupCommit(log, journal, clock);
    this.redactor = redactor;
    this.memory = memory;
    this.beginPatience = beginPatience;
    this.endPatience = endPatience;
  }

  /**
   * Records that a request is about to go to its provider.
   *
   * @return what records the rest of it
   * @throws ProxyException with {@link ProxyError.RecordUnavailable} where that cannot be recorded:
   *     then the provider must not be asked
   */
  public OpenRequest begin(Recording recording, RequestStart start) {
    long deadline = System.nanoTime() + beginPatience.toNanos();
    while (commit.weight() > MAX_WEIGHT && deadline - System.nanoTime() > 0) {
      LockSupport.parkNanos(ROOM_POLL_NANOS);
    }
    if (commit.closing() || isOverdue()) {
      throw new ProxyException(new ProxyError.RecordUnavailable());
    }
    prepare(start.organizationId());
    var kept = Discretion.start(recording, start);
    Ticket ticket = commit.add(new RecordEntry.Begun(kept), true);
    // In an outage the first waits the whole time, those after it what is left of that.
    Duration left = Duration.ofNanos(deadline - System.nanoTime()).minus(commit.stuck());
    if (commit.await(ticket, left) != Ticket.State.DURABLE
        && (ticket.settle(Ticket.State.ABANDONED) || ticket.state() != Ticket.State.DURABLE)) {
      commit.tellNoAnswer();
      throw ProxyException.onRecord(new ProxyError.RecordUnavailable(), null);
    }
    return new OpenRequest(recording, kept);
  }

  /** What was said, as it goes on record, and the memory it takes until then. */
  public record Kept(StoredExchange exchange, BodyMemory.Share share) {}

  /**
   * Redacts what was said, and compresses it where there is room for that. Afterwards the bodies
   * are not needed any more.
   *
   * @param keys that the request went with
   * @return null where the organization keeps no bodies, or there is no memory for them
   * @throws ProxyException with {@link ProxyError.RecordUnavailable} where the database is gone and
   *     what must not be stored is not known
   */
  public @Nullable Kept keep(Recording recording, Exchange exchange, List<Secret> keys) {
    if (recording != Recording.BODIES) {
      return null;
    }
    prepare(exchange.organizationId());
    BodyMemory.Share share = memory.share();
    try {
      Exchange redacted = redactor.redact(exchange, keys, memory);
      boolean hasRoom =
          share.offer((long) redacted.requestBody().length + redacted.responseBody().length);
      StoredExchange stored = hasRoom ? StoredExchange.of(redacted) : StoredExchange.asIs(redacted);
      share.become(stored.weight());
      return new Kept(stored, share);
    } catch (OutOfMemoryError _) {
      share.close();
      LOG.severe("There is no memory to record the bodies of a request: it is left without them.");
      return null;
    }
  }

  /**
   * Records a request that never goes to a provider.
   *
   * @param kept null where there is nothing
   * @return whether it is durable; if not, it is written as soon as the database takes it
   * @throws ProxyException with {@link ProxyError.RecordUnavailable} where the database is gone and
   *     what must not be stored is not known
   */
  public boolean refuse(
      Recording recording, RequestStart start, RequestEnd end, @Nullable Kept kept) {
    prepare(start.organizationId());
    return durable(
        new RecordEntry.Whole(
            Discretion.start(recording, start),
            ended(recording, start, end),
            kept == null ? null : kept.exchange()),
        kept);
  }

  /** Notes that a token served, for its last use to be shown; returns at once. */
  public void tokenUsed(AccessTokenId token, @Nullable UserId user, Instant when) {
    Instant before = tokenUses.get(token);
    if (before == null || Duration.between(before, when).compareTo(TOKEN_INTERVAL) >= 0) {
      tokenUses.put(token, when);
      commit.add(new RecordEntry.TokenUsed(token, user, when), false);
    }
  }

  /** Whether the database takes the record, as far as the last attempt tells. */
  public boolean isWriting() {
    return commit.isWriting();
  }

  /** Whether no request can begin now, since its beginning could not be recorded. */
  public boolean isRefusing() {
    return isOverdue() || !(commit.isWriting() || commit.isJournaled());
  }

  private boolean isOverdue() {
    return commit.weight() > MAX_WEIGHT || commit.stuck().compareTo(beginPatience) > 0;
  }

  /** Roughly the memory held by what is not written yet, large bodies aside, in bytes. */
  public long unwritten() {
    return commit.weight();
  }

  /** Writes what is not written yet. Nothing may be recorded after it. */
  @Override
  public void close() {
    if (!commit.drain(DRAIN)) {
      LOG.severe("The last requests could not be recorded: they will be listed as interrupted.");
    }
  }

  private void prepare(OrganizationId organization) {
    try {
      redactor.prepare(organization);
    } catch (DatabaseException _) {
      throw new ProxyException(new ProxyError.RecordUnavailable());
    }
  }

  private boolean durable(RecordEntry entry, @Nullable Kept kept) {
    Ticket ticket = commit.add(entry, true, kept == null ? null : kept.share());
    Duration patience = endPatience.plus(GroupCommit.toWrite(entry.weight()));
    return commit.await(ticket, patience) == Ticket.State.DURABLE;
  }

  private RequestEnd ended(Recording recording, RequestStart start, RequestEnd end) {
    return Discretion.end(recording, redactor.redact(start.organizationId(), end));
  }

  /** A request on its way: recorded as pending until it is finished. */
  public final class OpenRequest {
    private final Recording recording;
    private RequestStart start;
    private final Set<ProviderReference> referenced = new HashSet<>();
    private List<BudgetCharge> charges = List.of();

    private OpenRequest(Recording recording, RequestStart start) {
      this.recording = recording;
      this.start = start;
    }

    /** More is known of its beginning: a model or a size, where its body passed in pieces. */
    public void learned(RequestStart more) {
      start = Discretion.start(recording, more);
    }

    /**
     * Records ids of the provider's, to be called before the client can know them. They are waited
     * for together: most come within one commit.
     *
     * @throws ProxyException with {@link ProxyError.RecordIncomplete} where they cannot be recorded
     */
    public void reference(List<ProviderReference> references) {
      List<Ticket> tickets =
          references.stream()
              .map(reference -> Discretion.reference(recording, reference))
              .map(reference -> commit.add(new RecordEntry.Referenced(reference), true))
              .toList();
      for (Ticket ticket : tickets) {
        if (commit.await(ticket, endPatience) != Ticket.State.DURABLE) {
          throw new ProxyException(new ProxyError.RecordIncomplete());
        }
      }
      referenced.addAll(references);
    }

    /** What its end is to take from budgets. */
    public void charge(List<BudgetCharge> taken) {
      charges = taken;
    }

    /**
     * Records the request's end. To be called once, whatever happens.
     *
     * @param kept null where there is nothing
     * @param references all there are; those that were recorded before are left out
     * @return whether it is durable, so that the answer may go out whole; if not, it is written as
     *     soon as the database takes it
     */
    public boolean finish(RequestEnd end, @Nullable Kept kept, List<ProviderReference> references) {
      return durable(
          new RecordEntry.Ended(
              start,
              ended(recording, start, end),
              kept == null ? null : kept.exchange(),
              references.stream()
                  .filter(reference -> !referenced.contains(reference))
                  .map(reference -> Discretion.reference(recording, reference))
                  .toList(),
              charges),
          kept);
    }
  }
}
