package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.model.traffic.Target;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.access.CallerHeaders;
import dev.keyporter.proxy.access.KeyResolver;
import dev.keyporter.proxy.access.UpstreamKey;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.header.SecretHeaders;
import dev.keyporter.proxy.limit.Limiter;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.recording.RequestIds;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one WebSocket that are being answered. Each {@code response.create} is one: its
 * token must still be valid, and it is on record before it goes up. Several may run at once, told
 * apart by {@code stream_id}; those of one stream follow each other.
 */
final class SocketTurns {
  private static final String CREATE = "response.create";
  private static final int MAX_NAME_CHARS = 255;
  private static final int HTTP_OK = 200;

  /** The most that is kept of one answer. */
  private static final int CAPTURED = 64 << 20;

  /** Whose connection it is, and what its requests need. */
  record Setting(
      RequestIds ids,
      Clock clock,
      Authenticator authenticator,
      KeyResolver keys,
      Limiter limiter,
      CallRecorder recorder,
      BodyMemory memory,
      Protocol protocol,
      Operation operation) {}

  private final Setting setting;
  private final CallerHeaders sender;
  private final HeaderLines headers;
  private final UpstreamKey key;

  /** Those of a stream are answered in the order in which they were asked; guarded by itself. */
  private final Map<String, Deque<SocketTurn>> turns = new HashMap<>();

  /**
   * @param sender what the connection's handshake says about its sender
   * @param headers the handshake's, without secrets of ours
   * @param key the one the provider's side was opened with
   */
  SocketTurns(Setting setting, CallerHeaders sender, HeaderLines headers, UpstreamKey key) {
    this.setting = setting;
    this.sender = sender;
    this.headers = headers;
    this.key = key;
  }

  /** Whether nothing is being answered. */
  boolean areNone() {
    synchronized (turns) {
      return turns.isEmpty();
    }
  }

  /**
   * Takes a message of the client's. When this returns, it may go up.
   *
   * @throws ProxyException when it must not; a request is on record then as a refused one
   */
  void begin(byte[] json) {
    if (!member(json, "type").equals(CREATE)) {
      return;
    }
    String stream = member(json, "stream_id");
    long arrived = System.nanoTime();
    Caller caller = setting.authenticator().authenticate(sender);
    var call =
        new Call(
            setting.ids().next(),
            setting.clock().instant(),
            arrived,
            setting.protocol(),
            setting.operation(),
            new Target("GET", SecretHeaders.withoutSecrets(sender.url())),
            caller,
            headers,
            setting.memory().share());
    boolean isBegun = false;
    try {
      prepare(call, json);
      setting.recorder().begun(call);
      isBegun = true;
    } catch (ProxyException refused) {
      setting.recorder().refused(call, refused.error());
      throw ProxyException.onRecord(refused.error(), null);
    } finally {
      if (!isBegun) {
        call.release();
        call.memory().close();
      }
    }
    call.answers(HTTP_OK, HeaderLines.NONE);
    call.asks();
    var turn =
        new SocketTurn(call, setting.recorder(), new BodyCapture(CAPTURED, -1, call.memory()));
    synchronized (turns) {
      turns.computeIfAbsent(stream, _ -> new ArrayDeque<>()).add(turn);
    }
  }

  private void prepare(Call call, byte[] json) {
    call.memory().take(json.length);
    call.body(json);
    try (BodyMemory.Share decoding = setting.memory().share()) {
      call.facts(setting.operation().readRequest(json, null, decoding).streamed());
    }
    for (Reference reference : call.facts().references()) {
      // Only whether it is the caller's: the provider's side has its key already.
      setting
          .keys()
          .creatorOf(
              reference.kind(), reference.id(), call.caller(), setting.protocol().provider());
    }
    setting.keys().refuseForeign(call.facts().named(), key, call.caller());
    call.key(key);
    List<ScopedLimits> limits = setting.limiter().of(call.caller());
    if (!limits.isEmpty()) {
      call.hold(setting.limiter().admit(limits, call.caller(), call.asked(key)));
    }
  }

  /** Takes a message of the provider's that is about to go down. */
  void take(byte[] json) {
    String stream = member(json, "stream_id");
    SocketTurn turn = answering(stream);
    if (turn != null && turn.take(json)) {
      synchronized (turns) {
        turns.values().forEach(waiting -> waiting.remove(turn));
        turns.values().removeIf(Deque::isEmpty);
      }
    }
  }

  /**
   * Of a stream the one asked first; a message that names none may mean the only stream there is.
   */
  private @Nullable SocketTurn answering(String stream) {
    synchronized (turns) {
      Deque<SocketTurn> waiting = turns.get(stream);
      if (waiting == null && stream.isEmpty() && turns.size() == 1) {
        waiting = turns.values().iterator().next();
      }
      return waiting == null ? null : waiting.peek();
    }
  }

  /** Ends whatever has not ended. */
  void breakOff(ProxyError why) {
    List<SocketTurn> open;
    synchronized (turns) {
      open = turns.values().stream().flatMap(Deque::stream).toList();
      turns.clear();
    }
    open.forEach(turn -> turn.breakOff(why));
  }

  /** What tells the client of a request that was refused. */
  byte[] errorEvent(ProxyError error, byte[] asked) {
    String body = new String(setting.protocol().errorBody(error, null), UTF_8);
    String stream = member(asked, "stream_id");
    String of = stream.isEmpty() ? "" : ",\"stream_id\":" + quoted(stream);
    // The body is an object with the member "error".
    return ("{\"type\":\"error\",\"status\":" + error.status() + of + "," + body.substring(1))
        .getBytes(UTF_8);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c ->
                quoted.append(
                    c < ' ' || c > '~' || c == '"' || c == '\\'
                        ? "\\u%04x".formatted(c)
                        : Character.toString(c)));
    return quoted.append('"').toString();
  }

  /** The text of an outermost member; empty where it is none. */
  private static String member(byte[] json, String name) {
    var members = new MemberScan(json, 0, json.length);
    while (members.next()) {
      if (members.outermost() && members.nameIs(name) && members.valueStartsWith('"')) {
        return SearchText.decode(json, members.valueStart(), MAX_NAME_CHARS);
      }
    }
    return "";
  }
}
