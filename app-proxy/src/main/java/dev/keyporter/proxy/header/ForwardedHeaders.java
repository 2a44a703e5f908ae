package dev.keyporter.proxy.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers pass to the provider and back, and which do not. */
public final class ForwardedHeaders {
  private static final String CONNECTION = "Connection";

  /** For one connection only (RFC 9110, 7.6.1), beside those that Connection names. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Ours or the caller's own, or answered here (Expect). */
  private static final Set<String> KEPT_FROM_PROVIDER =
      Set.of(
          "host",
          "authorization",
          "cookie",
          "x-user-id",
          "x-session-id",
          "accept-encoding",
          "content-length",
          "expect",
          "x-keyporter-via");

  /** Meant for the provider's own site, not for this one's. */
  private static final Set<String> KEPT_FROM_CLIENT =
      Set.of(
          "set-cookie",
          "alt-svc",
          "strict-transport-security",
          "x-session-id",
          "x-upstream-request-id");

  /** Ours has this name, too. */
  private static final String REQUEST_ID = "x-request-id";

  private ForwardedHeaders() {}

  /** What a header of a provider's answer is called in ours. */
  public static String nameForClient(String name) {
    return name.equalsIgnoreCase(REQUEST_ID) ? "X-Upstream-Request-ID" : name;
  }

  /**
   * The headers of a request for the provider, without Host and Content-Length, which the client
   * adds.
   *
   * @param headers of the request as it came
   * @param replaced names, in lower case, of which the key's own headers take the place
   * @param credentials the key's own headers
   */
  public static List<HeaderLine> toProvider(
      HeaderLines headers, Set<String> replaced, List<HeaderLine> credentials) {
    List<String> connectionOptions = headers.tokens(CONNECTION);
    List<HeaderLine> forwarded = new ArrayList<>(headers.lines().size() + 4);
    for (HeaderLine header : headers.lines()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !KEPT_FROM_PROVIDER.contains(name)
          && !replaced.contains(name)
          && !connectionOptions.contains(name)) {
        forwarded.add(header);
      }
    }
    forwarded.addAll(credentials);
    forwarded.add(new HeaderLine("Accept-Encoding", "identity"));
    return forwarded;
  }

  /**
   * The headers of an answer for the client, in their order. Content-Length is among them where the
   * provider sent it beside no other framing, once, although it may come several times with the
   * same number; what is no header by HTTP's grammar is not.
   */
  public static HeaderLines toClient(HeaderLines headers) {
    List<String> connectionOptions = headers.tokens(CONNECTION);
    boolean isChunked = headers.has("Transfer-Encoding");
    boolean hasLength = false;
    List<HeaderLine> forwarded = new ArrayList<>(headers.lines().size());
    for (HeaderLine header : headers.lines()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (HOP_BY_HOP.contains(name)
          || KEPT_FROM_CLIENT.contains(name)
          || connectionOptions.contains(name)
          || (name.equals("content-length") && (isChunked || hasLength))
          || !header.isWellFormed()) {
        continue;
      }
      forwarded.add(
          switch (name) {
            case REQUEST_ID -> new HeaderLine(nameForClient(header.name()), header.value());
            case "content-length" -> {
              hasLength = true;
              yield new HeaderLine(header.name(), header.value().split(",", 2)[0].strip());
            }
            default -> header;
          });
    }
    return new HeaderLines(forwarded);
  }
}
