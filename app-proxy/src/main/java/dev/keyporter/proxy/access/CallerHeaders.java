package dev.keyporter.proxy.access;

import java.util.List;

/**
 * What a request says about its sender: every value of each header, in the order they came; empty
 * where the header is missing.
 *
 * @param url path and query as they came; nothing is read from it but whether a token strayed there
 * @param authorization of {@code Authorization}
 * @param userId of {@code X-User-ID}
 * @param sessionId of {@code X-Session-ID}
 */
public record CallerHeaders(
    String url, List<String> authorization, List<String> userId, List<String> sessionId) {
  @Override
  public String toString() {
    return "CallerHeaders[hidden]";
  }
}
