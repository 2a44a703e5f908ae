package dev.keyporter.proxy.http;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.memory.HeldBytes;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Requests and answers between Helidon's types and ours. Helidon keeps the values of one name in
 * their order, but not the names among each other.
 */
public final class HttpMessages {
  private static final int BUFFER = 8192;

  private HttpMessages() {}

  /** A request's headers, one for each value. */
  public static HeaderLines headers(ServerRequest request) {
    return lines(request.headers());
  }

  /** Headers as they came, one for each value. */
  public static HeaderLines lines(Headers headers) {
    List<HeaderLine> lines = new ArrayList<>(headers.size());
    for (Header header : headers) {
      for (String value : header.allValues()) {
        lines.add(new HeaderLine(header.headerName().defaultCase(), value.strip()));
      }
    }
    return new HeaderLines(lines);
  }

  /** A header's values as they came; empty where it is missing. */
  public static List<String> values(ServerRequest request, HeaderName name) {
    return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
  }

  /**
   * A request's path and query as they came.
   *
   * @param prefix what is left out at the beginning, {@code /v1} say
   */
  public static String pathAndQuery(ServerRequest request, String prefix) {
    String path = request.prologue().uriPath().rawPath();
    String query = request.prologue().query().rawValue();
    String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    return query.isEmpty() ? rest : rest + "?" + query;
  }

  /**
   * A request's body as it came, encoded bodies included; empty where there is none.
   *
   * @param memory where its bytes are taken from, before they are read
   * @throws ProxyException {@link ProxyError.BodyTooLarge} beyond {@code maxBytes}, {@link
   *     ProxyError.BodyMemoryExhausted} when there is no room for it, {@link
   *     ProxyError.InvalidRequest} when its chunks are malformed
   * @throws CloseConnectionException when the client left before its end
   */
  public static byte[] body(ServerRequest request, int maxBytes, BodyMemory.Share memory) {
    ClientBody in = ClientBody.of(request);
    if (in.length() > maxBytes) {
      throw new ProxyException(new ProxyError.BodyTooLarge(maxBytes));
    }
    if (in.length() == 0) {
      return new byte[0];
    }
    var body = new HeldBytes(memory, in.length(), maxBytes);
    byte[] buffer = new byte[in.length() < 0 ? BUFFER : (int) Math.min(in.length(), BUFFER)];
    int count;
    while ((count = in.read(buffer, 0, buffer.length)) >= 0) {
      if (body.size() + count > maxBytes) {
        throw new ProxyException(new ProxyError.BodyTooLarge(maxBytes));
      }
      body.add(buffer, 0, count);
    }
    return body.bytes();
  }

  /**
   * Whether an answer of that status has content. Helidon makes a bare 500 of one that only
   * announces some; providers do, with the length of what they leave out.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1">RFC 9110, 6.4.1</a>
   */
  public static boolean takesContent(int status) {
    return status != 204 && status != 205 && status != 304;
  }

  /** Puts headers on an answer that has not begun, in place of what it has under these names. */
  public static void set(ServerResponse response, HeaderLines headers) {
    Map<String, List<HeaderLine>> byName = new LinkedHashMap<>();
    for (HeaderLine line : headers.lines()) {
      byName
          .computeIfAbsent(line.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
          .add(line);
    }
    Headers present = response.headers();
    byName.forEach(
        (name, values) -> {
          HeaderName headerName = HeaderNames.create(name, values.getFirst().name());
          boolean isOurs = name.startsWith("access-control-") && present.contains(headerName);
          if (!isOurs) {
            response.header(OctetHeader.of(headerName, values));
          }
        });
  }
}
