package dev.keyporter.proxy.client;

import dev.keyporter.model.access.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who calls where.
 *
 * @param baseUrl the proxy's, up to {@code /v1}
 * @param token of Keyporter's; printed by nothing
 * @param user for {@code X-User-ID}; null where the token says it
 */
public record Caller(String baseUrl, Secret token, @Nullable String user) {
  /** Whether a header can carry that name: it takes ASCII only. */
  public static boolean fitsHeader(String name) {
    return name.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }
}
