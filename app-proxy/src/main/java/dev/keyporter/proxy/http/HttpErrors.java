package dev.keyporter.proxy.http;

import dev.keyporter.proxy.error.ProxyError;
import io.helidon.http.Status;

/**
 * What the server itself refuses, in our own words: Helidon's may hold parts of the request. A
 * client's mistake is always a 4xx: of a 5xx, tools believe that sending it again may help.
 */
final class HttpErrors {
  private HttpErrors() {}

  static ProxyError of(Status status) {
    return switch (status.code()) {
      case 404 ->
          new ProxyError.Unserved(
              404, "unknown_url", "There is nothing at this URL. The API begins at /v1.");
      case 413 ->
          new ProxyError.Unserved(
              413, "request_too_large", "The request body is over this proxy's limit. Send less.");
      case 414 -> new ProxyError.Unserved(414, "url_too_long", "The URL is too long.");
      case 501 ->
          new ProxyError.Unserved(
              400, "transfer_encoding_not_supported", "Send the body in chunks or with a length.");
      case 505 ->
          new ProxyError.Unserved(
              400,
              "http_version_not_supported",
              "This server speaks HTTP/1.1 only. An nginx before it needs 'proxy_http_version"
                  + " 1.1'.");
      default -> isClientError(status) ? malformed(status.code()) : new ProxyError.Internal();
    };
  }

  private static boolean isClientError(Status status) {
    return status.code() >= 400 && status.code() < 500;
  }

  private static ProxyError malformed(int code) {
    return new ProxyError.Unserved(
        code, "malformed_request", "The request is not well-formed HTTP/1.1.");
  }
}
