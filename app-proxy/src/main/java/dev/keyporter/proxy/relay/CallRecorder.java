package dev.keyporter.proxy.relay;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.limit.Limiter;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.recording.Charge;
import dev.keyporter.proxy.recording.Pricing;
import dev.keyporter.proxy.recording.RequestRecorder;
import dev.keyporter.proxy.recording.RequestRecorder.Kept;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts calls on record, priced. Each method returns when what it records is durable, and throws
 * when it cannot be now: {@link ProxyError.RecordUnavailable} before the provider is asked, {@link
 * ProxyError.RecordIncomplete} after.
 */
public final class CallRecorder {
  private static final Logger LOG = Logger.getLogger(CallRecorder.class.getName());
  private static final byte[] NOTHING = new byte[0];

  private final RequestRecorder recorder;
  private final Pricing pricing;
  private final Database database;
  private final Limiter limiter;

  public CallRecorder(
      RequestRecorder recorder, Pricing pricing, Database database, Limiter limiter) {
    this.limiter = limiter;
    this.recorder = recorder;
    this.pricing = pricing;
    this.database = database;
  }

  /** The provider is about to be asked. */
  void begun(Call call) {
    call.record(recorder.begin(call.caller().organization().recording(), call.start()));
    recorder.tokenUsed(call.caller().token().id(), call.caller().user().id(), call.arrivedAt());
  }

  /** The client is about to learn what it can refer to later. */
  void reference(Call call, List<ProviderReference> references) {
    call.record().reference(references);
  }

  /** The request was refused: the provider is not asked. */
  void refused(Call call, ProxyError error) {
    call.answers(error.status(), HeaderLines.NONE);
    byte[] body = call.errorBody(error);
    RequestEnd end = call.end(RequestStatus.FAILED, told(error), null, Cost.NONE, body.length);
    recorder.refuse(
        call.caller().organization().recording(),
        call.start(),
        end,
        keep(call, body, null, AnswerFacts.NONE));
  }

  /** The client left before its request was whole: the provider is not asked. */
  void leftEarly(Call call) {
    AnswerFacts facts = told(RelayErrors.CLIENT_GONE);
    recorder.refuse(
        call.caller().organization().recording(),
        call.start(),
        call.end(RequestStatus.CANCELLED, facts, null, Cost.NONE, 0),
        keep(call, NOTHING, null, facts));
  }

  /** The provider gave no answer that could be passed on: the client is told the error instead. */
  void failed(Call call, ProxyError error) {
    call.answers(error.status(), HeaderLines.NONE);
    byte[] body = call.errorBody(error);
    finish(call, RelayErrors.status(error), told(error), costOf(error), body, null, body.length);
  }

  /** The provider does not take the key: the caller's token is not at fault. */
  void keyRejected(Call call) {
    failed(call, RelayErrors.KEY_REJECTED);
    call.key()
        .map(UpstreamKey::key)
        .filter(key -> key.rejected().isEmpty())
        .ifPresent(this::markRejected);
  }

  private void markRejected(ProviderKey key) {
    LOG.warning(() -> "The provider rejected the key " + key.id() + ".");
    aside(() -> database.providerKeys().markRejected(key.id()));
  }

  /** The request broke off on its way up, so that the provider never had it whole. */
  void brokeOff(Call call, ProxyError error) {
    call.answers(error.status(), HeaderLines.NONE);
    byte[] body = call.errorBody(error);
    finish(call, RelayErrors.status(error), told(error), Cost.NONE, body, null, body.length);
  }

  /** The client left before anything of the answer went out. */
  void cancelled(Call call) {
    AnswerFacts facts = told(RelayErrors.CLIENT_GONE);
    finish(call, RequestStatus.CANCELLED, facts, Cost.NO_USAGE, NOTHING, null, 0);
  }

  /** Something nobody foresaw has ended the call, unless it had ended before. */
  void abandoned(Call call, ProxyError error) {
    if (!call.hasEnded()) {
      finish(call, RequestStatus.FAILED, told(error), Cost.NO_USAGE, NOTHING, null, 0);
    }
  }

  /**
   * The answer has ended, or is about to with its terminal event.
   *
   * @param failure what broke it, if anything did
   */
  void ended(
      Call call,
      RequestStatus status,
      @Nullable ProxyError failure,
      AnswerFacts answer,
      BodyCapture capture) {
    AnswerFacts facts = failure == null ? answer : told(failure, answer);
    Cost cost = call.wasTurnedAway() ? Cost.NONE : cost(call, facts);
    finish(call, status, facts, cost, capture.recorded(), capture.times(), capture.total());
  }

  private void finish(
      Call call,
      RequestStatus status,
      AnswerFacts facts,
      Cost cost,
      byte[] body,
      @Nullable EventTimes times,
      long bytes) {
    // Set first: were the writing to fail, it goes on without us.
    call.ended();
    boolean costs = call.operation().route().charged();
    TokenUsage usage = costs ? facts.usage() : null;
    Cost charged = costs ? cost : Cost.NONE;
    call.record().charge(limiter.ended(call.caller(), call.id(), call.hold(), charged, usage));
    call.record().learned(call.start());
    boolean isDurable =
        call.record()
            .finish(
                call.end(status, facts, usage, charged, bytes),
                keep(call, body, times, facts),
                call.references(facts));
    if (!isDurable) {
      throw new ProxyException(new ProxyError.RecordIncomplete());
    }
    if (!costs && facts.usage() != null) {
      completeCreator(call, facts, facts.usage());
    }
  }

  /** Makes of the bodies what goes on record; the request's is not needed any more after it. */
  private @Nullable Kept keep(
      Call call, byte[] answered, @Nullable EventTimes times, AnswerFacts facts) {
    Kept kept =
        recorder.keep(
            call.caller().organization().recording(),
            call.exchange(answered, times, facts),
            call.secrets());
    call.dropBody();
    return kept;
  }

  /** A retrieved answer tells the usage of the request that made it, where that was unknown. */
  private void completeCreator(Call call, AnswerFacts facts, TokenUsage usage) {
    call.key()
        .map(UpstreamKey::reference)
        .ifPresent(
            creator ->
                aside(
                    () ->
                        database
                            .lateUsage()
                            .complete(
                                creator.requestId(),
                                usage,
                                facts.rawUsage(),
                                facts.servedModel(),
                                facts.serviceTier(),
                                asked ->
                                    cost(
                                        call,
                                        facts,
                                        asked.model(),
                                        asked.requestedTier(),
                                        asked.createdAt()))));
  }

  /** The call itself is on record: what else there is to note must not change its answer. */
  private static void aside(Runnable work) {
    try {
      work.run();
    } catch (DatabaseException e) {
      LOG.warning(() -> "What an answer tells of an earlier one was not noted. " + e.getMessage());
    }
  }

  private Cost cost(Call call, AnswerFacts facts) {
    RequestFacts asked = call.facts();
    return cost(call, facts, asked.model(), asked.serviceTier(), call.arrivedAt());
  }

  private Cost cost(
      Call call, AnswerFacts facts, @Nullable String model, @Nullable String tier, Instant at) {
    var charge =
        new Charge(
            model,
            tier,
            facts.servedModel(),
            facts.serviceTier(),
            facts.usage(),
            reasons(call, facts),
            facts.beside(),
            at);
    return call.key().map(key -> pricing.price(key.key(), charge)).orElse(Cost.NONE);
  }

  private static Set<CostReason> reasons(Call call, AnswerFacts facts) {
    var reasons = EnumSet.noneOf(CostReason.class);
    reasons.addAll(facts.costReasons());
    reasons.addAll(call.facts().costReasons());
    if (facts.servedModel() == null && call.operation().namesModel()) {
      reasons.add(CostReason.MODEL_NOT_ANSWERED);
    }
    return reasons;
  }

  /** Without an answer nobody can tell what it cost, except where the request was turned away. */
  private static Cost costOf(ProxyError error) {
    return error.equals(RelayErrors.KEY_REJECTED) || error.equals(RelayErrors.UNREACHABLE)
        ? Cost.NONE
        : Cost.NO_USAGE;
  }

  private static AnswerFacts told(ProxyError error) {
    return told(error, AnswerFacts.NONE);
  }

  private static AnswerFacts told(ProxyError error, AnswerFacts facts) {
    return facts.withError(error.code(), error.message());
  }
}
