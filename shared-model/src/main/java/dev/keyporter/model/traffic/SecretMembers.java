package dev.keyporter.model.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Blacks out what stands in JSON under names that hold secrets: {@code authorization} and {@code
 * headers} of MCP tools, {@code domain_secrets} of containers, {@code api_key} and their like, at
 * any depth, and of a {@code server_url} query, user and what in its path is no word. All other
 * bytes stay as they are.
 *
 * <p>Reads bytes, not JSON: a body that is cut off, or no JSON at all, must not let a secret pass
 * either. Texts of a conversation are not looked into, nor are the property definitions of a
 * schema.
 */
public final class SecretMembers {
  /** What stands in place of a secret. */
  public static final String REPLACEMENT = "[redacted]";

  private static final byte[] QUOTED = ('"' + REPLACEMENT + '"').getBytes(UTF_8);

  /** Without - and _, in lower case. */
  private static final Set<String> SECRETS =
      Set.of(
          "accesskey",
          "auth",
          "cookie",
          "cookies",
          "connectionstring",
          "credential",
          "passwd",
          "pwd",
          "secretaccesskey");

  /** What names end in: each provider of tools puts its own before it. Not {@code token} alone. */
  private static final List<String> SECRET_ENDINGS =
      List.of(
          "apikey",
          "authorization",
          "credentials",
          "encryptionkey",
          "headers",
          "passphrase",
          "password",
          "privatekey",
          "secret",
          "secretkey",
          "secrets",
          "signingkey",
          "subscriptionkey",
          "token");

  /** What one piece of a text is called that the probabilities of an answer list. */
  private static final String PIECE = "token";

  /** In a list of secrets, what says whose they are. */
  private static final Set<String> LABELS = Set.of("name", "domain", "type");

  /** In the path of a server that tells its users apart by it: long, and no word. */
  private static final Pattern SECRET_SEGMENT =
      Pattern.compile("(?<=/)(?=[^/?#]*\\d)(?=[^/?#]*[A-Za-z])[A-Za-z0-9._~%=+-]{16,}(?=[/?#]|$)");

  private static final int MAX_NAME = 32;

  /** With every character of a name escaped. */
  private static final int MAX_RAW_NAME = 6 * MAX_NAME;

  private enum Kind {
    PLAIN,
    SECRET,
    URL,
    SCHEMA,
    SERVERS,
    LABEL
  }

  // What the containers are that are open, innermost last.
  private static final byte IS_SECRET = 1;
  private static final byte IS_ARRAY = 2;
  private static final byte IS_SCHEMA = 4;
  private static final byte IS_ITEM = 8;
  private static final byte IS_SERVER = 16;

  private final byte[] json;
  private final int to;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(0);
  private byte[] open = new byte[32];
  private int depth;
  private Kind next = Kind.PLAIN;
  private int copied;
  private int at;

  private SecretMembers(byte[] json, int from, int to) {
    this.json = json;
    this.at = from;
    this.copied = from;
    this.to = to;
  }

  /** The body as it may be kept: the array itself where it holds no secret. */
  public static byte[] blackOut(byte[] body) {
    byte[] changed = new SecretMembers(body, 0, body.length).run();
    return changed == null ? body : changed;
  }

  /** The exchange as it may be kept or shown, itself where it holds no secret. */
  @SuppressWarnings("ReferenceEquality") // What holds no secret comes back itself.
  public static Exchange blackOut(Exchange exchange) {
    byte[] request = blackOut(exchange.requestBody());
    byte[] response = exchange.responseBody();
    EventTimes times = exchange.eventTimes();
    if (times == null) {
      response = blackOut(response);
    } else {
      Map<Integer, byte[]> changed = changedEvents(response, times);
      if (!changed.isEmpty()) {
        var newTimes = new EventTimes();
        response = joined(response, times, changed, newTimes);
        times = newTimes;
      }
    }
    if (request == exchange.requestBody() && response == exchange.responseBody()) {
      return exchange;
    }
    return new Exchange(
        exchange.id(),
        exchange.organizationId(),
        exchange.requestHeaders(),
        request,
        exchange.responseHeaders(),
        response,
        times,
        exchange.promptText(),
        exchange.answerText());
  }

  /** Event by event, so that a malformed one spoils no other. */
  private static Map<Integer, byte[]> changedEvents(byte[] stream, EventTimes times) {
    Map<Integer, byte[]> changed = new HashMap<>();
    int from = 0;
    for (int i = 0; i < times.size(); i++) {
      int end = (int) Math.min(times.end(i), stream.length);
      byte[] event = new SecretMembers(stream, from, end).run();
      if (event != null) {
        changed.put(i, event);
      }
      from = end;
    }
    return changed;
  }

  private static byte[] joined(
      byte[] stream, EventTimes times, Map<Integer, byte[]> changed, EventTimes newTimes) {
    var events = new ByteArrayOutputStream(stream.length);
    int from = 0;
    for (int i = 0; i < times.size(); i++) {
      int end = (int) Math.min(times.end(i), stream.length);
      byte[] event = changed.get(i);
      if (event == null) {
        events.write(stream, from, end - from);
      } else {
        events.writeBytes(event);
      }
      // Beyond what was kept of a long stream, ends go on as they were.
      newTimes.add(events.size() + (times.end(i) - end), times.micros(i));
      from = end;
    }
    return events.toByteArray();
  }

  /** What the part becomes; null where it stays as it is. */
  private byte @Nullable [] run() {
    int from = at;
    while (at < to) {
      switch (json[at]) {
        case '"' -> string();
        case '{' -> enter((byte) 0);
        case '[' -> enter(IS_ARRAY);
        case '}', ']' -> {
          depth = Math.max(0, depth - 1);
          next = Kind.PLAIN;
          at++;
        }
        case ',' -> {
          next = Kind.PLAIN;
          at++;
        }
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
        default -> at++;
      }
    }
    if (copied == from) {
      return null;
    }
    out.write(json, copied, to - copied);
    return out.toByteArray();
  }

  private void enter(byte shape) {
    byte flags = shape;
    if (isSecret()) {
      flags |= IS_SECRET;
      if (shape == 0 && has(IS_ARRAY)) {
        flags |= IS_ITEM;
      }
    } else if (next == Kind.SCHEMA) {
      flags |= IS_SCHEMA;
    } else if (next == Kind.SERVERS || has(IS_SERVER)) {
      flags |= IS_SERVER;
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = flags;
    next = Kind.PLAIN;
    at++;
  }

  private boolean has(byte flag) {
    return depth > 0 && (open[depth - 1] & flag) != 0;
  }

  /** Whether a value that stands here is one. */
  private boolean isSecret() {
    return next == Kind.SECRET || (has(IS_SECRET) && next != Kind.LABEL);
  }

  private void string() {
    int from = at;
    int end = from + 1;
    // No string of JSON has a line in it: one that does not end, ends there.
    while (end < to && json[end] != '"' && json[end] != '\n') {
      end += json[end] == '\\' ? 2 : 1;
    }
    end = Math.min(end, to);
    at = Math.min(end + 1, to);
    int after = at;
    while (after < to && json[after] <= ' ') {
      after++;
    }
    if (after < to && json[after] == ':') {
      at = after + 1;
      next = kind(from + 1, end);
      if (has(IS_SCHEMA) && !startsString(at)) {
        // It defines a property of that name.
        next = Kind.PLAIN;
      }
    } else if (isSecret()) {
      replace(from, at);
    } else if (next == Kind.URL) {
      url(from + 1, end);
    }
  }

  private boolean startsString(int from) {
    int value = from;
    while (value < to && json[value] <= ' ') {
      value++;
    }
    return value < to && json[value] == '"';
  }

  private void number() {
    int from = at;
    while (at < to && "+-.0123456789eE".indexOf(json[at]) >= 0) {
      at++;
    }
    if (isSecret()) {
      replace(from, at);
    }
  }

  private Kind kind(int from, int end) {
    if (end - from > MAX_RAW_NAME) {
      return Kind.PLAIN;
    }
    String name = decoded(from, end);
    if (name.length() > MAX_NAME) {
      return Kind.PLAIN;
    }
    String plain = name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    if (has(IS_ITEM) && LABELS.contains(plain)) {
      return Kind.LABEL;
    }
    return switch (plain) {
      case PIECE -> Kind.PLAIN;
      case "serverurl" -> Kind.URL;
      case "url" -> has(IS_SERVER) ? Kind.URL : Kind.PLAIN;
      case "mcpservers" -> Kind.SERVERS;
      case "properties" -> Kind.SCHEMA;
      default -> namesSecret(plain) ? Kind.SECRET : Kind.PLAIN;
    };
  }

  private static boolean namesSecret(String plain) {
    if (SECRETS.contains(plain)) {
      return true;
    }
    if (plain.length() > PIECE.length()) {
      for (String ending : SECRET_ENDINGS) {
        if (plain.endsWith(ending)) {
          return true;
        }
      }
    }
    return false;
  }

  private void url(int from, int end) {
    String url = decoded(from, end);
    int scheme = url.indexOf("//");
    int path = scheme < 0 ? -1 : url.indexOf('/', scheme + 2);
    int authorityEnd = path < 0 ? url.length() : path;
    int user = url.lastIndexOf('@', authorityEnd - 1);
    int query = url.indexOf('?');
    String start = query < 0 ? url : url.substring(0, query) + "?" + REPLACEMENT;
    String kept =
        user <= scheme || user > start.length()
            ? start
            : start.substring(0, Math.max(0, scheme + 2)) + REPLACEMENT + start.substring(user);
    kept = SECRET_SEGMENT.matcher(kept).replaceAll(REPLACEMENT);
    if (!kept.equals(url)) {
      replace(from, end, kept.replaceAll("[\"\\\\\\p{Cntrl}]", "").getBytes(ISO_8859_1));
    }
  }

  /** Octets are chars; escapes of ASCII are undone. */
  private String decoded(int from, int end) {
    String raw = new String(json, from, end - from, ISO_8859_1);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    var text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        text.append(c);
      } else if (raw.charAt(++i) == 'u' && i + 4 < raw.length()) {
        text.append((char) hex(raw, i + 1));
        i += 4;
      } else {
        text.append(raw.charAt(i));
      }
    }
    return text.toString();
  }

  private static int hex(String raw, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 4 | Math.max(0, Character.digit(raw.charAt(i), 16));
    }
    return value;
  }

  private void replace(int from, int end) {
    replace(from, end, QUOTED);
  }

  private void replace(int from, int end, byte[] by) {
    out.write(json, copied, from - copied);
    out.writeBytes(by);
    copied = end;
  }
}
