package dev.keyporter.proxy.relay;

import dev.keyporter.model.access.Secret;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Target;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.header.ForwardedHeaders;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.limit.Asked;
import dev.keyporter.proxy.limit.Hold;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.Beginning;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.Rewrite;
import dev.keyporter.proxy.recording.RequestRecorder.OpenRequest;
import dev.keyporter.proxy.recording.StraySecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One request from its arrival on: what is known of it, put together for the record. */
final class Call {
  private static final byte[] NOTHING = {};

  private final RequestId id;
  private final Instant arrivedAt;
  private final long arrivedNanos;
  private final Protocol protocol;
  private final Operation operation;
  private final Target target;
  private final Caller caller;
  private final HeaderLines headers;
  private final BodyMemory.Share memory;
  private byte[] body = NOTHING;
  private byte @Nullable [] changed;
  private boolean asksForUsage;
  private @Nullable Upload upload;
  private int recorded = Integer.MAX_VALUE;
  private long bodyBytes;
  private RequestFacts facts = RequestFacts.NONE;
  private @Nullable UpstreamKey key;
  private @Nullable Hold hold;
  private @Nullable Predicate<String> shownModels;
  private @Nullable OpenRequest record;
  private boolean hasEnded;
  private @Nullable Duration timeToProvider;
  private @Nullable Duration timeToFirstByte;
  private @Nullable Integer httpStatus;
  private @Nullable String upstreamRequestId;
  private HeaderLines answerHeaders = HeaderLines.NONE;

  Call(
      RequestId id,
      Instant arrivedAt,
      long arrivedNanos,
      Protocol protocol,
      Operation operation,
      Target target,
      Caller caller,
      HeaderLines headers,
      BodyMemory.Share memory) {
    this.id = id;
    this.arrivedAt = arrivedAt;
    this.arrivedNanos = arrivedNanos;
    this.protocol = protocol;
    this.operation = operation;
    this.target = target;
    this.caller = caller;
    this.headers = headers;
    this.memory = memory;
  }

  RequestId id() {
    return id;
  }

  Instant arrivedAt() {
    return arrivedAt;
  }

  Protocol protocol() {
    return protocol;
  }

  Operation operation() {
    return operation;
  }

  Caller caller() {
    return caller;
  }

  /** Where the memory of its bodies is taken from. */
  BodyMemory.Share memory() {
    return memory;
  }

  byte[] body() {
    return body;
  }

  void body(byte[] read) {
    body = read;
    bodyBytes = read.length;
  }

  /** The body passes without being held, as far as it is not here already. */
  void upload(Upload passing) {
    body(passing.first());
    recorded = Beginning.limit(headers.first("Content-Type").orElse(""));
    facts = passing.reader().facts();
    if (!passing.isWhole()) {
      upload = passing;
    }
  }

  /** What passes while the provider is asked; empty where the body is here whole. */
  Optional<Upload> upload() {
    return Optional.ofNullable(upload);
  }

  /** Nobody needs the body any more. */
  void dropBody() {
    wasSent();
    memory.giveBack(body.length);
    body = NOTHING;
  }

  /** The body as the provider gets it. */
  byte[] sent() {
    return changed == null ? body : changed;
  }

  /**
   * What goes up is another body than came.
   *
   * @throws dev.keyporter.proxy.error.ProxyException where there is no room for it
   */
  void rewrite(Rewrite rewrite) {
    asksForUsage = rewrite.asksForUsage();
    if (!rewrite.isNothing()) {
      memory.take(body.length);
      changed = rewrite.apply(body);
    }
  }

  /** Whether the usage of the answer's stream was asked for by us alone. */
  boolean asksForUsage() {
    return asksForUsage;
  }

  /** The body has gone up, and only the record needs it now. */
  void wasSent() {
    if (upload != null) {
      facts = upload.reader().facts();
      bodyBytes = upload.total();
    }
    if (body.length > recorded) {
      memory.giveBack(body.length - recorded);
      body = Arrays.copyOf(body, recorded);
    }
    if (changed != null) {
      memory.giveBack(body.length);
      changed = null;
    }
  }

  HeaderLines headers() {
    return headers;
  }

  /** The request's content codings, all lines of them together; null where there are none. */
  @Nullable String contentEncoding() {
    return headers.joined("Content-Encoding");
  }

  RequestFacts facts() {
    return facts;
  }

  void facts(RequestFacts facts) {
    this.facts = facts;
  }

  /** What it goes upstream with and nobody may find on record. */
  List<Secret> secrets() {
    return key == null ? List.of() : List.of(key.secret());
  }

  /** What it holds of the limits that apply to it; null where none does. */
  @Nullable Hold hold() {
    return hold;
  }

  void hold(Hold admitted) {
    hold = admitted;
  }

  /** Gives back what it holds, unless its end has done so. */
  void release() {
    if (hold != null) {
      hold.release();
    }
  }

  /** So many events of its answer have come. */
  void streamed(long events) {
    if (hold != null) {
      hold.streamed(events);
    }
  }

  /** What limits go by, once its key is known. */
  Asked asked(UpstreamKey sentWith) {
    return new Asked(
        id,
        operation.route().charged(),
        facts.model(),
        facts.serviceTier(),
        // Nobody can tell the tokens of a file by its size.
        recorded == Integer.MAX_VALUE ? bodyBytes : 0,
        facts.outputLimit(),
        sentWith.key());
  }

  /** Which models its caller may be shown; null where it is all. */
  @Nullable Predicate<String> shownModels() {
    return shownModels;
  }

  void shownModels(Predicate<String> isShown) {
    shownModels = isShown;
  }

  Optional<UpstreamKey> key() {
    return Optional.ofNullable(key);
  }

  void key(UpstreamKey key) {
    this.key = key;
  }

  /** Its record, once it has begun. */
  OpenRequest record() {
    return Objects.requireNonNull(record, "The record has not begun.");
  }

  void record(OpenRequest begun) {
    record = begun;
  }

  /** Whether its end is on record, or on its way there. */
  boolean hasEnded() {
    return hasEnded;
  }

  void ended() {
    hasEnded = true;
  }

  /** The session it belongs to, as far as is known by now. */
  String session() {
    return caller.session(
        protocol.session(headers, facts), key == null ? null : key.referencedSession(), id);
  }

  long micros() {
    return (System.nanoTime() - arrivedNanos) / 1_000;
  }

  /** The status and headers the client is about to get. */
  void answers(int status, HeaderLines sent) {
    httpStatus = status;
    answerHeaders = sent;
    List<String> ids = sent.values(ForwardedHeaders.nameForClient(protocol.requestIdHeader()));
    upstreamRequestId = ids.isEmpty() ? null : ids.getLast();
  }

  /** What the client is told of an error, as its protocol has it. */
  byte[] errorBody(ProxyError error) {
    return protocol.errorBody(error, id.toString());
  }

  /** Whether the provider answered an error. */
  boolean wasRefused() {
    return httpStatus != null && httpStatus >= 400;
  }

  /** Whether the provider answered that it would not do it: that costs nothing. */
  boolean wasTurnedAway() {
    return httpStatus != null && httpStatus >= 400 && httpStatus < 500;
  }

  /** The provider is asked now. */
  void asks() {
    timeToProvider = elapsed();
  }

  /** The first byte of the provider's answer is here; later calls change nothing. */
  void firstByte() {
    if (timeToFirstByte == null) {
      timeToFirstByte = elapsed();
    }
  }

  RequestStart start() {
    return new RequestStart(
        id,
        caller.organization().id(),
        caller.user().id(),
        caller.token().id(),
        key == null ? null : key.key().id(),
        session(),
        operation.route(),
        target,
        facts.model(),
        facts.serviceTier(),
        facts.stream(),
        arrivedAt,
        upload == null ? bodyBytes : upload.total());
  }

  RequestEnd end(
      RequestStatus status,
      AnswerFacts answer,
      @Nullable TokenUsage usage,
      Cost cost,
      long responseBytes) {
    return new RequestEnd(
        id,
        status,
        httpStatus,
        answer.errorCode(),
        StraySecrets.blackOut(answer.errorMessage(), secrets()),
        answer.servedModel(),
        answer.serviceTier(),
        answer.responseId(),
        upstreamRequestId,
        timeToProvider,
        timeToFirstByte,
        elapsed(),
        usage,
        usage == null ? null : answer.rawUsage(),
        cost,
        responseBytes);
  }

  /** What was said; an array here is the body itself, not to be changed. */
  Exchange exchange(byte[] answered, @Nullable EventTimes times, AnswerFacts answer) {
    return new Exchange(
        id,
        caller.organization().id(),
        headers.printable(),
        Beginning.of(body, recorded, bodyBytes),
        answerHeaders.printable(),
        answered,
        times,
        facts.promptText(),
        answer.answerText());
  }

  /** What later requests may refer to, with the key that made it. */
  List<ProviderReference> references(AnswerFacts answer) {
    UpstreamKey made = key;
    return made == null
        ? List.of()
        : operation.made(answer).stream()
            .filter(reference -> !facts.named().contains(reference.id()))
            .map(reference -> reference(made, reference))
            .toList();
  }

  private ProviderReference reference(UpstreamKey made, RequestFacts.Reference reference) {
    return new ProviderReference(
        id,
        reference.kind(),
        reference.id(),
        caller.organization().id(),
        made.key().scope().user().orElse(null),
        made.key().id(),
        // What is no part of a conversation does not lead back into its session.
        reference.kind() == ProviderReference.Kind.OBJECT ? null : session());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - arrivedNanos);
  }
}
