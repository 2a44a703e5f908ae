package dev.keyporter.model.refusal;

import java.time.Instant;

/**
 * How often requests of a group were refused.
 *
 * @param httpStatus of the last one
 * @param path method and path of the last one, without what may be an id or a secret; at most 64
 *     characters
 * @param requests how many, at least 1
 * @param firstAt when the first one came
 * @param lastAt when the last one came
 */
public record RefusalCount(
    RefusalGroup group,
    int httpStatus,
    String path,
    long requests,
    Instant firstAt,
    Instant lastAt) {
  public static final int MAX_PATH = 64;

  public RefusalCount {
    if (requests < 1 || lastAt.isBefore(firstAt) || path.length() > MAX_PATH) {
      throw new IllegalArgumentException("Counted without a request, or backwards in time.");
    }
  }

  /** A first request. */
  public static RefusalCount one(RefusalGroup group, int httpStatus, String path, Instant when) {
    return new RefusalCount(group, httpStatus, path, 1, when, when);
  }

  /** Both together, in this one's group. */
  public RefusalCount plus(RefusalCount other) {
    RefusalCount last = other.lastAt.isBefore(lastAt) ? this : other;
    return new RefusalCount(
        group,
        last.httpStatus,
        last.path,
        requests + other.requests,
        other.firstAt.isBefore(firstAt) ? other.firstAt : firstAt,
        last.lastAt);
  }

  /** The same, counted in another group. */
  public RefusalCount in(RefusalGroup other) {
    return new RefusalCount(other, httpStatus, path, requests, firstAt, lastAt);
  }
}
