package dev.keyporter.proxy.access;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids that nothing was made under here, as far as was seen lately. Waiting for all processes to
 * write what they have answered takes time, and a tool that names a file of its own does it with
 * every request.
 */
final class UnknownIds {
  private static final int REMEMBERED = 16_384;
  private static final long HOLDS = Duration.ofMinutes(1).toNanos();

  private final Map<String, Long> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Those of which it is not known. */
  synchronized List<String> without(Collection<String> ids) {
    long now = System.nanoTime();
    return ids.stream()
        .filter(
            id -> {
              Long when = seen.get(id);
              return when == null || now - when > HOLDS;
            })
        .toList();
  }

  synchronized void add(Collection<String> ids) {
    long now = System.nanoTime();
    for (String id : ids) {
      seen.remove(id);
      seen.put(id, now);
    }
  }
}
