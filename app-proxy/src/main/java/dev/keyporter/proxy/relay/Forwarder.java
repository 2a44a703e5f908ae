package dev.keyporter.proxy.relay;

import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.Target;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.KeyResolver;
import dev.keyporter.proxy.access.StrayTokens;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.header.ForwardedHeaders;
import dev.keyporter.proxy.header.Grammar;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.header.SecretHeaders;
import dev.keyporter.proxy.http.AbortedAnswer;
import dev.keyporter.proxy.http.ClientBody;
import dev.keyporter.proxy.http.ClientWatch;
import dev.keyporter.proxy.http.HttpMessages;
import dev.keyporter.proxy.http.OwnHeaders;
import dev.keyporter.proxy.limit.Limiter;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.loop.OwnRedirect;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.Beginning;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.PieceReader;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.recording.RequestIds;
import dev.keyporter.proxy.relay.PlainRelay.Pace;
import dev.keyporter.proxy.upstream.BrokenBodyException;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.RequestBody;
import dev.keyporter.proxy.upstream.UpstreamAnswer;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import io.helidon.common.uri.UriEncoding;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a request to its provider and relays the answer: who calls, with which key, the record
 * before and after, and the bytes there and back.
 */
public final class Forwarder {
  private static final String EVENT_STREAM = "text/event-stream";

  /** The most that is kept of one answer's body. */
  private static final int CAPTURED = 64 << 20;

  private final RequestIds ids;
  private final Clock clock;
  private final Authenticator authenticator;
  private final KeyResolver keys;
  private final StrayTokens strayTokens;
  private final Limiter limiter;
  private final CallRecorder recorder;
  private final UpstreamClient upstream;
  private final LoopMark loops;
  private final BodyMemory memory;
  private final int maxBodyBytes;

  public Forwarder(
      RequestIds ids,
      Clock clock,
      Authenticator authenticator,
      KeyResolver keys,
      StrayTokens strayTokens,
      Limiter limiter,
      CallRecorder recorder,
      UpstreamClient upstream,
      LoopMark loops,
      BodyMemory memory,
      int maxBodyBytes) {
    this.ids = ids;
    this.clock = clock;
    this.authenticator = authenticator;
    this.keys = keys;
    this.strayTokens = strayTokens;
    this.limiter = limiter;
    this.recorder = recorder;
    this.upstream = upstream;
    this.loops = loops;
    this.memory = memory;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** What opens WebSockets on which an operation is asked for, a request a message. */
  public SocketUpgrader sockets(Protocol protocol, Operation operation) {
    return new SocketUpgrader(
        new SocketTurns.Setting(
            ids, clock, authenticator, keys, limiter, recorder, memory, protocol, operation),
        strayTokens,
        upstream,
        loops,
        maxBodyBytes);
  }

  /** The handler of an operation. */
  public Handler to(Protocol protocol, Operation operation) {
    return (request, response) -> forward(protocol, operation, request, response);
  }

  /** The handler of whatever else is under a protocol's prefix. */
  public Handler toOther(Protocol protocol) {
    return (request, response) -> {
      String path = HttpMessages.pathAndQuery(request, protocol.prefix());
      Optional<Operation> other = protocol.other(request.prologue().method().text(), path);
      if (other.isPresent()) {
        forward(protocol, other.get(), request, response);
      } else {
        response.next();
      }
    };
  }

  private void forward(
      Protocol protocol, Operation operation, ServerRequest request, ServerResponse response) {
    long arrivedNanos = System.nanoTime();
    RequestId id = ids.next();
    OwnHeaders.requestId(response, id);
    HeaderLines headers = HttpMessages.headers(request);
    Caller caller =
        authenticator.authenticate(OwnHeaders.of(protocol.authorization(headers), request));
    try (BodyMemory.Share share = memory.share()) {
      var call =
          new Call(
              id,
              clock.instant(),
              arrivedNanos,
              protocol,
              operation,
              target(request),
              caller,
              headers.without(this::isStrayToken),
              share);
      try {
        forward(call, request, response);
      } finally {
        call.release();
      }
    }
  }

  private void forward(Call call, ServerRequest request, ServerResponse response) {
    try {
      prepare(call, request);
    } catch (ProxyException refused) {
      throw refused(call, refused.error(), response);
    } catch (OutOfMemoryError _) {
      call.dropBody();
      throw refused(call, new ProxyError.BodyMemoryExhausted(), response);
    } catch (CloseConnectionException left) {
      recorder.leftEarly(call);
      throw left;
    }
    OwnHeaders.session(response, call.session());
    recorder.begun(call);
    try {
      ask(call, request, response);
    } catch (RuntimeException | Error e) {
      // Whatever it was: no row stays pending while its process lives.
      recorder.abandoned(call, RelayErrors.of(e));
      throw onRecord(e);
    }
  }

  private ProxyException refused(Call call, ProxyError error, ServerResponse response) {
    OwnHeaders.session(response, call.session());
    recorder.refused(call, error);
    return ProxyException.onRecord(error, null);
  }

  /** What has a row is not counted among the refused. */
  private static RuntimeException onRecord(Throwable thrown) {
    return switch (thrown) {
      case CloseConnectionException unanswered -> unanswered;
      case ProxyException told -> ProxyException.onRecord(told.error(), told.getCause());
      default -> ProxyException.onRecord(RelayErrors.of(thrown), thrown);
    };
  }

  /** The caller's token is for this proxy alone, in whatever header the caller's tool sends it. */
  private boolean isStrayToken(HeaderLine header) {
    return !header.is("Authorization") && strayTokens.isIn(header.value());
  }

  private static Target target(ServerRequest request) {
    return new Target(
        request.prologue().method().text(),
        SecretHeaders.withoutSecrets(HttpMessages.pathAndQuery(request, "")));
  }

  /** Reads the request and chooses its key. */
  private void prepare(Call call, ServerRequest request) {
    Operation operation = call.operation();
    refuseOddPath(call.protocol(), operation, request);
    strayTokens.refuseInUrl(HttpMessages.pathAndQuery(request, ""));
    refuseForbiddenPath(call);
    read(call, request);
    UpstreamKey key = key(call, request);
    call.key(key);
    admit(call, key, request);
  }

  private static void refuseForbiddenPath(Call call) {
    boolean isOther = call.operation().isOther();
    if (isOther && call.headers().tokens("Upgrade").contains("websocket")) {
      throw new ProxyException(
          new ProxyError.Unserved(
              426,
              "websocket_not_supported",
              "There is no WebSocket at this URL. Send the request over HTTP."));
    }
    if (isOther && call.caller().organization().paths() == Paths.INFERENCE) {
      throw new ProxyException(
          new ProxyError.Forbidden(
              "path_not_allowed",
              "This organization may only ask models. Whoever looks after this Keyporter can allow"
                  + " every path with 'keyporter org set --paths all'."));
    }
  }

  private void read(Call call, ServerRequest request) {
    Operation operation = call.operation();
    boolean isPlain = ContentCoding.isIdentity(call.contentEncoding());
    PieceReader reader =
        isPlain ? operation.pieceReader(call.headers().first("Content-Type").orElse("")) : null;
    if (reader != null) {
      call.upload(new Upload(ClientBody.of(request), reader, call.memory()));
      return;
    }
    call.body(HttpMessages.body(request, maxBodyBytes, call.memory()));
    try (BodyMemory.Share decoding = memory.share()) {
      call.facts(operation.readRequest(call.body(), call.contentEncoding(), decoding));
    }
    if (isPlain) {
      call.rewrite(operation.rewrite(call.body(), call.facts(), call.caller().organization()));
    }
  }

  /** Reserves what the request may take of the limits that apply to it, if any does. */
  private void admit(Call call, UpstreamKey key, ServerRequest request) {
    List<ScopedLimits> limits = limiter.of(call.caller());
    if (limits.isEmpty()) {
      return;
    }
    if (call.operation().isOfModel()) {
      Limiter.checkModel(limits, request.path().pathParameters().get("id"));
    }
    if (call.operation().listsModels()) {
      Limiter.models(limits).ifPresent(call::shownModels);
    }
    call.hold(limiter.admit(limits, call.caller(), call.asked(key)));
  }

  /** The key that made what the request names, else the caller's own. */
  private UpstreamKey key(Call call, ServerRequest request) {
    ProviderKind provider = call.protocol().provider();
    UpstreamKey key = null;
    for (Reference reference : call.facts().references()) {
      key = keys.creatorOf(reference.kind(), reference.id(), call.caller(), provider);
    }
    Optional<Kind> inPath = call.operation().kindInPath();
    if (inPath.isPresent()) {
      key =
          keys.creatorOf(
              inPath.get(), request.path().pathParameters().get("id"), call.caller(), provider);
    }
    Set<String> named = call.facts().named();
    if (key == null) {
      return keys.keyNaming(named, call.caller(), provider);
    }
    keys.refuseForeign(named, key, call.caller());
    return key;
  }

  /**
   * Paths pass as they came, while routes are found by what they come to. Where the two differ, the
   * provider key could reach what no route offers.
   */
  private static void refuseOddPath(Protocol protocol, Operation operation, ServerRequest request) {
    String raw = request.prologue().uriPath().rawPath();
    String path = UriEncoding.decodeUri(raw);
    String target = HttpMessages.pathAndQuery(request, protocol.prefix());
    if (target.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new ProxyException(
          new ProxyError.InvalidRequest(
              "malformed_request",
              "The URL holds a space or a character that is not ASCII. Write it in percent code.",
              null));
    }
    if (!Grammar.isToken(request.prologue().method().text())) {
      throw new ProxyException(
          new ProxyError.InvalidRequest(
              "malformed_request", "The request's method is none by HTTP's rules.", null));
    }
    boolean climbs =
        Arrays.stream(path.split("/", -1)).anyMatch(s -> s.equals("..") || s.equals("."));
    boolean hidesSlash =
        !operation.endpoint().takesSlashesInId() && raw.toLowerCase(Locale.ROOT).contains("%2f");
    // Of /v1;x/models, routes see /v1/models.
    boolean isOdd =
        path.contains("//") || raw.contains(";") || !raw.startsWith(protocol.prefix() + "/");
    if (climbs || hidesSlash || isOdd) {
      throw new ProxyException(
          new ProxyError.NotFound(
              "route_not_found",
              "There is nothing at this URL. Leave empty, . and .. segments, semicolons and coded"
                  + " slashes out of its path."));
    }
  }

  private void ask(Call call, ServerRequest request, ServerResponse response) {
    var cancellation = new Cancellation();
    call.asks();
    try (var watch = new LateWatch(cancellation);
        UpstreamAnswer answer = send(call, request, cancellation, watch)) {
      call.firstByte();
      call.wasSent();
      refuseOwnRedirect(answer, request);
      relay(call, answer, response);
    } catch (UpstreamFailure failure) {
      throw ended(call, RelayErrors.of(failure), false);
    }
  }

  private UpstreamAnswer send(
      Call call, ServerRequest request, Cancellation cancellation, LateWatch watch) {
    Upload upload = call.upload().orElse(null);
    if (upload == null) {
      watch.begin();
      return upstream.send(
          upstreamRequest(call, request, new RequestBody.Whole(call.sent())), cancellation);
    }
    UpstreamKey key = call.key().orElseThrow();
    RequestBody pieces =
        upload.pieces(named -> keys.refuseForeign(named, key, call.caller()), watch::begin);
    try {
      return upstream.send(upstreamRequest(call, request, pieces), cancellation);
    } catch (ProxyException refused) {
      recorder.brokeOff(call, refused.error());
      throw refused;
    } catch (CloseConnectionException left) {
      recorder.brokeOff(call, RelayErrors.CLIENT_GONE);
      throw left;
    }
  }

  /** A watch of the client that begins once its request is whole. */
  private static final class LateWatch implements AutoCloseable {
    private final Cancellation cancellation;
    private @Nullable ClientWatch watch;

    LateWatch(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    void begin() {
      watch = ClientWatch.onGone(cancellation::cancel);
    }

    @Override
    public void close() {
      if (watch != null) {
        watch.close();
      }
    }
  }

  private static void refuseOwnRedirect(UpstreamAnswer answer, ServerRequest request) {
    Optional<String> location = answer.header("Location");
    if (location.isPresent()
        && OwnRedirect.isOne(
            answer.status(), location.get(), request.authority(), request.localPeer().port())) {
      throw new ProxyException(new ProxyError.LoopDetected());
    }
  }

  /**
   * Puts on record that there is no answer, or no whole one.
   *
   * @return what tells the client, where it is there and its answer has not begun
   */
  private RuntimeException ended(Call call, ProxyError error, boolean hasBegun) {
    if (error.equals(RelayErrors.CLIENT_GONE)) {
      recorder.cancelled(call);
      return new AbortedAnswer();
    }
    recorder.failed(call, error);
    return hasBegun ? new AbortedAnswer() : new ProxyException(error);
  }

  private void relay(Call call, UpstreamAnswer answer, ServerResponse response) {
    if (answer.status() == Status.UNAUTHORIZED_401.code()) {
      recorder.keyRejected(call);
      throw new ProxyException(RelayErrors.KEY_REJECTED);
    }
    boolean takesContent = HttpMessages.takesContent(answer.status());
    boolean isStream =
        answer.status() < 300
            && takesContent
            && answer
                .header("Content-Type")
                .filter(type -> type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length()))
                .isPresent();
    // Nobody asked for a coding; a stream in one passes as it comes, unread.
    boolean isReadable = ContentCoding.isIdentity(answer.header("Content-Encoding").orElse(null));
    HeaderLines headers = ForwardedHeaders.toClient(answer.headers());
    if (!takesContent || (isStream && isReadable) || call.shownModels() != null) {
      // A stream's length changes where an event is withheld or appended, a list's with its parts.
      headers = headers.without(header -> header.is("Content-Length"));
    }
    call.answers(answer.status(), headers);
    var client = new ClientAnswer(response, answer.status(), headers);
    String type = answer.header("Content-Type").orElse("");
    // What may be large and says nothing that is read passes as it comes.
    boolean passes = call.operation().isOther() && !type.isEmpty() && !type.contains("json");
    var capture =
        new BodyCapture(
            passes && !isStream ? Beginning.limit(type) : CAPTURED,
            answer.contentLength(),
            call.memory());
    if (isStream && isReadable) {
      relayStream(call, answer, client, capture);
    } else {
      Pace pace = Pace.WHOLE;
      if (isStream || (passes && takesContent)) {
        pace = answer.contentLength() < 0 ? Pace.NOTHING : Pace.END;
      }
      relayPlain(call, answer, new PlainRelay(call, recorder, client, capture, pace), client);
    }
  }

  private void relayStream(
      Call call, UpstreamAnswer answer, ClientAnswer client, BodyCapture capture) {
    try (BodyMemory.Share events = memory.share()) {
      relayStream(answer, new StreamRelay(call, recorder, client, capture, events));
    }
  }

  private static void relayStream(UpstreamAnswer answer, StreamRelay relay) {
    try {
      relay.relay(answer);
    } catch (BrokenBodyException broken) {
      relay.breakOff(RelayErrors.of(broken));
      throw new AbortedAnswer();
    } catch (ClientGoneException | IOException gone) {
      relay.breakOff(RelayErrors.ofCancelling());
      throw new AbortedAnswer();
    }
  }

  private void relayPlain(Call call, UpstreamAnswer answer, PlainRelay relay, ClientAnswer client) {
    try {
      relay.relay(answer);
    } catch (BrokenBodyException broken) {
      throw ended(call, RelayErrors.of(broken), client.hasBegun());
    } catch (IOException | ClientGoneException gone) {
      // Where it is on record, then as the provider answered it: only its way to the client broke.
      if (!call.hasEnded()) {
        recorder.cancelled(call);
      }
      throw new AbortedAnswer();
    }
  }

  private UpstreamRequest upstreamRequest(Call call, ServerRequest request, RequestBody body) {
    UpstreamKey key = call.key().orElseThrow();
    return new UpstreamRequest(
        request.prologue().method().text(),
        key.key().baseUrl(),
        HttpMessages.pathAndQuery(request, call.protocol().prefix()),
        loops.mark(
            call.headers(),
            ForwardedHeaders.toProvider(
                call.headers(),
                call.protocol().replacedHeaders(),
                call.protocol().credentials(key.key(), key.secret())),
            key.key().baseUrl()),
        body);
  }
}
