package dev.keyporter.proxy.relay;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.AnswerFacts;
import dev.keyporter.proxy.payload.RequestFacts;
import dev.keyporter.proxy.payload.StreamUsage;
import dev.keyporter.proxy.recording.RequestRecorder.OpenRequest;
import dev.keyporter.proxy.upstream.ForwardedHeaders;
import dev.keyporter.proxy.upstream.HeaderLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request from its arrival on: what is known of it, put together for the record. */
final class Call {
  private static final byte[] NOTHING = {};

  private final RequestId id;
  private final Instant arrivedAt;
  private final long arrivedNanos;
  private final Route route;
  private final Caller caller;
  private final List<HeaderLine> headers;
  private final BodyMemory.Share memory;
  private byte[] body = NOTHING;
  private byte @Nullable [] changed;
  private long bodyBytes;
  private RequestFacts facts = RequestFacts.NONE;
  private @Nullable UpstreamKey key;
  private @Nullable OpenRequest record;
  private boolean hasEnded;
  private @Nullable Duration timeToProvider;
  private @Nullable Duration timeToFirstByte;
  private @Nullable Integer httpStatus;
  private @Nullable String upstreamRequestId;
  private List<HeaderLine> answerHeaders = List.of();

  Call(
      RequestId id,
      Instant arrivedAt,
      long arrivedNanos,
      Route route,
      Caller caller,
      List<HeaderLine> headers,
      BodyMemory.Share memory) {
    this.id = id;
    this.arrivedAt = arrivedAt;
    this.arrivedNanos = arrivedNanos;
    this.route = route;
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

  Route route() {
    return route;
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
   * The provider is asked for the usage of its stream, which changes a copy of the body.
   *
   * @throws dev.keyporter.proxy.error.ProxyException where there is no room for the copy
   */
  void askForUsage() {
    memory.take(body.length);
    changed = StreamUsage.splice(body);
  }

  /** The body has gone up, and only the record needs it now. */
  void wasSent() {
    if (changed != null) {
      memory.giveBack(body.length);
      changed = null;
    }
  }

  List<HeaderLine> headers() {
    return headers;
  }

  /** The request's content codings, all lines of them together; null where there are none. */
  @Nullable String contentEncoding() {
    String all =
        headers.stream()
            .filter(header -> header.is("Content-Encoding"))
            .map(HeaderLine::value)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? null : all;
  }

  RequestFacts facts() {
    return facts;
  }

  void facts(RequestFacts facts) {
    this.facts = facts;
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
    return caller.session(key == null ? null : key.referencedSession(), id);
  }

  long micros() {
    return (System.nanoTime() - arrivedNanos) / 1_000;
  }

  /** The status and headers the client is about to get. */
  void answers(int status, List<HeaderLine> sent) {
    httpStatus = status;
    answerHeaders = sent;
    for (HeaderLine header : sent) {
      if (header.is("X-Upstream-Request-ID")) {
        upstreamRequestId = header.value();
      }
    }
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
        route,
        facts.model(),
        facts.serviceTier(),
        facts.stream(),
        arrivedAt,
        bodyBytes);
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
        answer.errorMessage(),
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
        ForwardedHeaders.printable(headers),
        body,
        ForwardedHeaders.printable(answerHeaders),
        answered,
        times,
        facts.promptText(),
        answer.answerText());
  }

  /** What later requests may refer to, with the key that made it. */
  List<ProviderReference> references(@Nullable String responseId, @Nullable String conversationId) {
    UpstreamKey made = key;
    boolean makes =
        switch (route) {
          case CREATE_RESPONSE, COMPACT_RESPONSE, CREATE_CHAT_COMPLETION -> true;
          case RETRIEVE_RESPONSE,
              DELETE_RESPONSE,
              CANCEL_RESPONSE,
              LIST_INPUT_ITEMS,
              COUNT_INPUT_TOKENS,
              CREATE_EMBEDDING,
              LIST_MODELS,
              RETRIEVE_MODEL ->
              false;
        };
    List<ProviderReference> references = new ArrayList<>(2);
    if (makes && made != null) {
      if (responseId != null) {
        references.add(reference(made, ProviderReference.Kind.RESPONSE, responseId));
      }
      if (conversationId != null) {
        references.add(reference(made, ProviderReference.Kind.CONVERSATION, conversationId));
      }
    }
    return references;
  }

  private ProviderReference reference(UpstreamKey made, ProviderReference.Kind kind, String id) {
    return new ProviderReference(
        this.id,
        kind,
        id,
        caller.organization().id(),
        made.key().scope().user().orElse(null),
        made.key().id(),
        session());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - arrivedNanos);
  }
}
