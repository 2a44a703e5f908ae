package dev.keyporter.proxy.access;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read from the database until something there changes. Holds a bounded number of
 * entries: when full it starts afresh.
 */
final class ChangeCache<K, V> {
  private final int capacity;
  // Replaced, never cleared: what was read before a change and arrives after it then lands in a
  // map that nobody looks at any more.
  private volatile ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();

  ChangeCache(int capacity) {
    this.capacity = capacity;
  }

  /** The kept value, or the loaded one, which is then kept; nothing is kept when loading throws. */
  V get(K key, Function<K, V> load) {
    ConcurrentHashMap<K, V> current = entries;
    V kept = current.get(key);
    if (kept != null) {
      return kept;
    }
    V loaded = load.apply(key);
    if (current.mappingCount() >= capacity) {
      current.clear();
    }
    current.put(key, loaded);
    return loaded;
  }

  /** The kept value; null where there is none. */
  @Nullable V kept(K key) {
    return entries.get(key);
  }

  /** Forgets everything, also what is being loaded now. */
  void drop() {
    entries = new ConcurrentHashMap<>();
  }
}
