package dev.keyporter.proxy.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why there is no answer, or only the beginning of one. */
public sealed interface Problem {
  /**
   * Proxy or provider answered with an error.
   *
   * @param code the error's own name, where it has one
   * @param message theirs, for people
   * @param retryAfter how long to wait before another try, where they say so
   */
  record Refused(int status, @Nullable String code, String message, @Nullable Duration retryAfter)
      implements Problem {}

  /** Nobody listens where the proxy should be. */
  record Unreachable() implements Problem {}

  /** The connection broke, or the answer ended before its end. */
  record Cut() implements Problem {}

  /** The answer itself says that it failed. */
  record Failed(@Nullable String code, String message) implements Problem {}
}
