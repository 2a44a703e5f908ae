package dev.keyporter.proxy.upstream;

import dev.keyporter.proxy.header.Grammar;
import dev.keyporter.proxy.header.HeaderLine;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A request for a provider.
 *
 * @param baseUrl absolute, {@code http} or {@code https}; its path comes before {@code
 *     pathAndQuery}
 * @param pathAndQuery begins with a slash; sent as it stands, never encoded anew
 * @param headers sent in this order; {@code Host}, {@code Content-Length} and hop-by-hop headers
 *     are the client's own and must not be among them
 */
public record UpstreamRequest(
    String method, URI baseUrl, String pathAndQuery, List<HeaderLine> headers, RequestBody body) {
  /**
   * @throws IllegalArgumentException when the URL cannot be called, or when a part holds what would
   *     break the message's lines
   */
  public UpstreamRequest {
    headers = List.copyOf(headers);
    String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
    if (baseUrl.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("The base URL must be http:// or https:// with a host.");
    }
    if (!pathAndQuery.startsWith("/") || !Grammar.isVisible(pathAndQuery)) {
      throw new IllegalArgumentException("The path must begin with a slash and be plain ASCII.");
    }
    if (!Grammar.isToken(method)) {
      throw new IllegalArgumentException("The method is not a token.");
    }
    for (HeaderLine header : headers) {
      if (!Grammar.isToken(header.name())
          || !Grammar.isFieldValue(header.value())
          || !Grammar.isOctets(header.value())) {
        throw new IllegalArgumentException("The header " + header + " cannot be sent.");
      }
    }
  }

  /** The request's target: the base URL's path and then this request's own. */
  public String target() {
    String base = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
    return base.endsWith("/")
        ? base.substring(0, base.length() - 1) + pathAndQuery
        : base + pathAndQuery;
  }

  /** Without a body, or with one that is there whole. */
  public UpstreamRequest(
      String method, URI baseUrl, String pathAndQuery, List<HeaderLine> headers, byte[] body) {
    this(method, baseUrl, pathAndQuery, headers, new RequestBody.Whole(body));
  }

  /** Whether a second sending does no harm (RFC 9110, 9.2.2), narrowed to what only reads. */
  boolean mayBeRepeated() {
    return isReading() && body instanceof RequestBody.Whole;
  }

  /** Whether the method usually has no content. */
  boolean isReading() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Where it goes; nothing of headers or body. */
  @Override
  public String toString() {
    return method + " " + baseUrl.getHost() + target();
  }
}
