package dev.keyporter.proxy.relay;

import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.KeyResolver;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.http.AbortedAnswer;
import dev.keyporter.proxy.http.ClientWatch;
import dev.keyporter.proxy.http.HttpMessages;
import dev.keyporter.proxy.http.OwnHeaders;
import dev.keyporter.proxy.payload.RequestFacts;
import dev.keyporter.proxy.payload.StreamUsage;
import dev.keyporter.proxy.recording.RequestIds;
import dev.keyporter.proxy.upstream.BrokenBodyException;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.ForwardedHeaders;
import dev.keyporter.proxy.upstream.HeaderLine;
import dev.keyporter.proxy.upstream.UpstreamAnswer;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import io.helidon.common.uri.UriEncoding;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Forwards a request to its provider and relays the answer: who calls, with which key, the record
 * before and after, and the bytes there and back.
 */
public final class Forwarder {
  private static final String PREFIX = "/v1";

  /** The most that is kept of one answer's body. */
  private static final int CAPTURED = 64 << 20;

  private final RequestIds ids;
  private final Clock clock;
  private final Authenticator authenticator;
  private final KeyResolver keys;
  private final CallRecorder recorder;
  private final UpstreamClient upstream;
  private final int maxBodyBytes;

  public Forwarder(
      RequestIds ids,
      Clock clock,
      Authenticator authenticator,
      KeyResolver keys,
      CallRecorder recorder,
      UpstreamClient upstream,
      int maxBodyBytes) {
    this.ids = ids;
    this.clock = clock;
    this.authenticator = authenticator;
    this.keys = keys;
    this.recorder = recorder;
    this.upstream = upstream;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** The handler of a forwarded route. */
  public Handler to(Route route) {
    return (request, response) -> forward(route, request, response);
  }

  private void forward(Route route, ServerRequest request, ServerResponse response)
      throws IOException {
    long arrivedNanos = System.nanoTime();
    RequestId id = ids.next();
    OwnHeaders.requestId(response, id);
    Caller caller = authenticator.authenticate(OwnHeaders.of(request));
    List<HeaderLine> headers = HttpMessages.headers(request);
    var call = new Call(id, clock.instant(), arrivedNanos, route, caller, headers);
    try {
      prepare(call, request);
    } catch (ProxyException refused) {
      OwnHeaders.session(response, call.session());
      recorder.refused(call, refused.error());
      throw refused;
    }
    OwnHeaders.session(response, call.session());
    recorder.begun(call);
    try {
      ask(call, request, response);
    } catch (RuntimeException e) {
      // Whatever it was: no row stays pending while its process lives.
      recorder.abandoned(call);
      throw e;
    }
  }

  /** Reads the request and chooses its key. */
  private void prepare(Call call, ServerRequest request) throws IOException {
    refuseClimbing(request);
    call.body(HttpMessages.body(request, maxBodyBytes));
    call.facts(
        RequestFacts.read(call.route(), call.body(), call.header("Content-Encoding").orElse(null)));
    Optional<String> pathId = request.path().pathParameters().first("id").asOptional();
    call.key(
        switch (call.route()) {
          case RETRIEVE_RESPONSE, DELETE_RESPONSE, CANCEL_RESPONSE, LIST_INPUT_ITEMS ->
              keys.creatorOf(Kind.RESPONSE, pathId.orElseThrow(), call.caller());
          case CREATE_RESPONSE, COUNT_INPUT_TOKENS, COMPACT_RESPONSE -> keyOfBody(call);
          case CREATE_CHAT_COMPLETION, CREATE_EMBEDDING, LIST_MODELS, RETRIEVE_MODEL ->
              keys.ownKey(call.caller());
        });
  }

  /** A path that climbs could reach what the routes do not offer, with the provider key. */
  private static void refuseClimbing(ServerRequest request) {
    String path = UriEncoding.decodeUri(request.prologue().uriPath().rawPath());
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") || segment.equals(".")) {
        throw new ProxyException(
            new ProxyError.NotFound("route_not_found", "The path must not hold . or .. segments."));
      }
    }
  }

  private UpstreamKey keyOfBody(Call call) {
    String previous = call.facts().previousResponseId();
    String conversation = call.facts().conversationId();
    if (previous != null) {
      return keys.creatorOf(Kind.RESPONSE, previous, call.caller());
    }
    if (conversation != null) {
      return keys.creatorOf(Kind.CONVERSATION, conversation, call.caller());
    }
    return keys.ownKey(call.caller());
  }

  private void ask(Call call, ServerRequest request, ServerResponse response) {
    boolean asksForUsage = asksForUsage(call);
    var cancellation = new Cancellation();
    try (var _ = ClientWatch.onGone(cancellation::cancel);
        UpstreamAnswer answer =
            upstream.send(upstreamRequest(call, request, asksForUsage), cancellation)) {
      call.firstByte();
      relay(call, answer, response, asksForUsage);
    } catch (UpstreamFailure failure) {
      ProxyError error = RelayErrors.of(failure);
      if (failure.kind() == UpstreamFailure.Kind.CANCELLED) {
        recorder.cancelled(call);
        throw new AbortedAnswer();
      }
      recorder.failed(call, error);
      throw new ProxyException(error);
    }
  }

  private void relay(
      Call call, UpstreamAnswer answer, ServerResponse response, boolean withholdsUsage) {
    if (answer.status() == Status.UNAUTHORIZED_401.code()) {
      recorder.keyRejected(call);
      throw new ProxyException(RelayErrors.KEY_REJECTED);
    }
    boolean isStream =
        answer.status() < 400
            && answer
                .header("Content-Type")
                .filter(type -> type.regionMatches(true, 0, "text/event-stream", 0, 17))
                .isPresent()
            && answer.header("Content-Encoding").isEmpty();
    List<HeaderLine> headers = ForwardedHeaders.toClient(answer.headers());
    if (isStream) {
      // Its length changes where an event is withheld or appended.
      headers = headers.stream().filter(header -> !header.is("Content-Length")).toList();
    }
    call.answers(answer.status(), headers);
    var client = new ClientAnswer(response, answer.status(), headers);
    var capture = new BodyCapture(CAPTURED);
    if (isStream) {
      relayStream(call, answer, client, withholdsUsage, capture);
    } else {
      relayPlain(call, answer, client, capture);
    }
  }

  private void relayStream(
      Call call,
      UpstreamAnswer answer,
      ClientAnswer client,
      boolean withholdsUsage,
      BodyCapture capture) {
    var relay = new StreamRelay(call, recorder, client, withholdsUsage, capture);
    try {
      relay.relay(answer);
    } catch (BrokenBodyException broken) {
      if (broken.reason() == BrokenBodyException.Reason.CANCELLED) {
        relay.cancelled();
      } else {
        relay.breakOff(RelayErrors.of(broken));
      }
      throw new AbortedAnswer();
    } catch (ClientGoneException | IOException gone) {
      relay.cancelled();
      throw new AbortedAnswer();
    }
  }

  private void relayPlain(
      Call call, UpstreamAnswer answer, ClientAnswer client, BodyCapture capture) {
    var relay = new PlainRelay(call, recorder, client, capture);
    try {
      relay.relay(answer);
    } catch (BrokenBodyException broken) {
      ProxyError error = RelayErrors.of(broken);
      if (broken.reason() == BrokenBodyException.Reason.CANCELLED) {
        recorder.cancelled(call);
        throw new AbortedAnswer();
      }
      recorder.failed(call, error);
      if (client.hasBegun()) {
        throw new AbortedAnswer();
      }
      throw new ProxyException(error);
    } catch (IOException | ClientGoneException gone) {
      // On record as the provider answered it: only its way to the client broke.
      throw new AbortedAnswer();
    }
  }

  private UpstreamRequest upstreamRequest(Call call, ServerRequest request, boolean asksForUsage) {
    UpstreamKey key = call.key().orElseThrow();
    return new UpstreamRequest(
        request.prologue().method().text(),
        key.key().baseUrl(),
        HttpMessages.pathAndQuery(request, PREFIX),
        ForwardedHeaders.toProvider(
            call.headers(),
            key.secret().reveal(),
            key.key().openaiOrganization(),
            key.key().openaiProject()),
        asksForUsage ? StreamUsage.splice(call.body()) : call.body());
  }

  /** The one change made to a request: a chat stream is asked for its usage. */
  private static boolean asksForUsage(Call call) {
    return call.route() == Route.CREATE_CHAT_COMPLETION
        && call.facts().stream()
        && call.facts().includeUsage() == null
        && call.caller().organization().includeStreamUsage()
        && call.header("Content-Encoding").isEmpty();
  }
}
